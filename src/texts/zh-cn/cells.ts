import { formatCount } from '#locale/format.ts';
import type { texts as en } from '../en/cells.ts';

export const texts: typeof en = {
  more: (count) => `还有 ${formatCount(count)} 项`,
  showMore: (next, left) => `再显示 ${formatCount(next)} 项（剩 ${formatCount(left)} 项）`,
  compute: (name) => `求 ${name} 的值`,
  methods: '方法',
  unreadable: (reason) => `无法读取：${reason}`,
  charactersMore: (count) => `…… 还有 ${formatCount(count)} 个字符`,
  tooManyNodes: (count, most) =>
    `这里省去了一幅有 ${formatCount(count)} 个元素的图：一个单元最多显示 ${formatCount(most)} 个。`,
  tooMuchText: (count, most) =>
    `这里省去了 ${formatCount(count)} 个字符的文字：一个单元最多显示 ${formatCount(most)} 个。`,
  displaysLeftOut: (count, most) =>
    `另有 ${formatCount(count)} 个显示的值被省去：一个单元最多显示 ${formatCount(most)} 个。`,
  tableRows: (count) => `${formatCount(count)} 行`,
  tableChosen: (chosen, count) => `已选 ${formatCount(chosen)} 行，共 ${formatCount(count)} 行`,
  tableCut: (most, count) =>
    `只显示 ${formatCount(count)} 行中的前 ${formatCount(most)} 行：浏览器无法滚动得更远。`,
  chooseRow: (row) => `选择第 ${formatCount(row)} 行`,
  chooseAll: '选择所有行',
  table: '表格',
  noRows: '没有行',
  found: (count, all) => `${formatCount(all)} 项中的 ${formatCount(count)} 项`,
  uncaught: '未捕获：',
  thereAre: (members) => `有 ${members}。`,
  didYouMean: (name) => `是不是想写 ${name}？`,
  noLongerDeclared: (cell) => `单元 ${cell} 的发布原文声明了它，修改后不再声明。`,
  noNetwork: '修改后的单元没有网络：任何请求都会被拒绝。capture(name) 给出页面的数据，或您放在其位置的数据。',
  instead: {
    FileAttachment: '文件以捕获的形式给出：capture(name) 给出本页声明的捕获，或你换上的文件。',
    sql: '这里没有数据库：用 JavaScript，或用 d3.group、d3.rollup 筛选和分组。',
    DatabaseClient: '这里没有数据库：capture(name) 给出本页的数据。',
    SQLiteDatabaseClient: '这里没有数据库：capture(name) 给出本页的数据。',
    DuckDBClient: '这里没有数据库：用 JavaScript，或用 d3.group、d3.rollup 筛选和分组。',
    aq: '这里没有 Arquero：用 d3.group、d3.rollup 和数组的方法。',
    _: '这里没有 Lodash：用数组的方法，以及 d3.group、d3.rollup。',
    vl: '这里没有 Vega-Lite：用 Plot。',
    mermaid: '这里没有 Mermaid：用 svg 或 html 画。',
    dot: '这里没有 Graphviz：用 svg 或 html 画。',
    tex: '这里没有 TeX：把公式写成文字，或用 html 写 MathML。',
    topojson: '这里没有地图：单元没有网络，无法加载。',
    L: '这里没有 Leaflet：单元没有网络，无法加载地图。',
    require: '单元不加载任何东西：可用的都已内建。',
    Mutable: '在一个单元里声明这个值，用输入改变它：view(Inputs.button(…))。',
    viewof: '请写 const x = view(Inputs.range(…))。',
    DOM: '用 document，或用 html 和 svg。',
    Promises: '用 await new Promise((resolve) => setTimeout(resolve, 1000))。',
    htl: '用 html 和 svg。',
    React: '这里没有 React：用 html，其中可以写事件函数。',
  },
  insteadOfD3: (name, hint) => `这里没有 d3.${name}，d3 只有 d3-array 的函数。${hint}`,
  insteadOfD3Parts: {
    axis: 'Plot.plot 会画坐标轴，Plot.axisX、Plot.axisY、Plot.gridX 可以改变它们。',
    colour: '用 colours，或用 Plot.plot 的 color 选项：{color: {scheme: "blues"}}。',
    dom: '用 html 和 svg，或用 document。',
    fetch: '单元不加载任何东西：capture(name) 给出本页的数据，或你换上的文件。',
    format: '用 toLocaleString、toFixed，或 Intl.NumberFormat 和 Intl.DateTimeFormat。',
    layout:
      'Plot.tree、Plot.cluster、Plot.delaunayMesh、Plot.voronoi、Plot.contour、Plot.hexbin 可以画这些布局。',
    motion: '读 now（每秒变化十次），或写一个生成器。',
    random: '用 Math.random。',
    scale:
      '用 Plot.scale({x: {type: "linear", domain: [0, 1], range: [0, 100]}})，它的 apply 和 invert 可以换算。',
    shape: '用 Plot 的图形：Plot.line、Plot.area、Plot.link、Plot.dot。',
    time: '用 Plot 的 interval 选项：Plot.binX({y: "count"}, {interval: "minute"})，或用 Date。',
  },
};
