import type { Reason, Reasons } from '#bytes/reasons.ts';
import { type Translation, translate } from '#codes/said.ts';

/** Why bytes or cells cannot be read, as a part of a sentence. */
export const reasons: Translation<Reasons> = {
  // Bytes
  'bytes-wanted': ({ wanted, left }) => `需要 ${wanted} 字节，只剩 ${left} 字节`,
  'integer-size': ({ bytes }) => `${bytes} 字节长的整数`,

  // gzip
  'deflate-no-code': () => 'deflate：没有这样的编码',
  'deflate-no-literal-code': () => 'deflate：没有这样的字面量编码',
  'deflate-no-distance-code': () => 'deflate：没有这样的距离编码',
  'deflate-block-kind': ({ kind }) => `deflate：第 ${kind} 类数据块`,
  'deflate-stored-length': ({ length, check }) => `deflate：未压缩块的长度是 ${length}，校验值却是 ${check}`,
  'deflate-code-counts': ({ literals, distances }) => `deflate：${literals} 个和 ${distances} 个编码`,
  'deflate-many-lengths': () => 'deflate：码长的编码过多',
  'deflate-repeat-of-nothing': () => 'deflate：重复之前没有码长',
  'deflate-lengths-beyond': () => 'deflate：码长超出了最后一个编码',
  'deflate-no-end-code': () => 'deflate：数据块没有结束码',
  'deflate-many-literals': () => 'deflate：字面量编码过多',
  'deflate-many-distances': () => 'deflate：距离编码过多',
  'deflate-literal-code': ({ symbol }) => `deflate：字面量编码 ${symbol}`,
  'deflate-match-too-far': ({ back, there }) =>
    `deflate：引用 ${back} 字节之前的内容，而前面只有 ${there} 字节`,

  // gob
  'gob-empty-message': () => '空消息',
  'gob-long-value': ({ messages }) => `一个值跨了 ${messages} 条以上的消息`,
  'gob-unfinished-value': () => '值的后续本该在下一条消息里，而那条消息不存在',
  'gob-bytes-left': ({ bytes }) => `消息里多出 ${bytes} 字节`,
  'gob-type-id': ({ id }) => `意外的类型 id ${id}`,
  'gob-basic-type': ({ id }) => `重新描述了基本类型 id ${id}`,
  'gob-no-type': () => '没有内容的类型描述',
  'gob-struct-fields': ({ fields }) => `${fields} 个字段的结构体`,
  'gob-no-field': ({ type, field }) => `${type} 没有字段 ${field}`,
  'gob-depth': ({ depth }) => `值嵌套了 ${depth} 层`,
  'gob-elements': ({ count, left }) => `${left} 字节里有 ${count} 个元素`,
  'gob-length': ({ bytes, left }) => `需要 ${bytes} 字节，只剩 ${left} 字节`,
  'gob-no-zero': ({ value }) => `值的前面是 ${value} 而不是 0`,

  // pprof
  'pprof-varint': ({ bytes }) => `超过 ${bytes} 字节的整数`,
  'pprof-field-number': ({ field }) => `字段编号 ${field} 不存在`,
  'pprof-wire-type': ({ field, type }) => `字段 ${field} 的 wire type 是 ${type}`,
  'pprof-packed': ({ field }) => `字段 ${field} 的最后一个数被截断`,
  'pprof-values': ({ values, types }) => `有 ${values} 个值，而采样类型有 ${types} 种`,
  'pprof-too-many': ({ field, most }) => `字段 ${field} 出现了不止 ${most} 次`,
  'pprof-no-id': () => 'id 是 0',
  'pprof-same-id': () => '前面已有相同的 id',

  // Tables
  'cell-open-quote': () => '引号没有闭合',
  'cell-after-quote': () => '右引号之后还有内容',
  'cell-count': ({ cells, width }) => `有 ${cells} 格，而表头只有 ${width} 格`,
  'cell-no-name': () => '缺少 name',
  'cell-no-time': () => '缺少 time',
  'cell-far-time': ({ cell }) => `time ${cell} 超出了 9999 年：这里要的是秒，不是毫秒`,
  'cell-odd-time': ({ cell }) => `time ${cell} 既不是 Unix 秒数，也不是 ISO 8601 时间`,
  'cell-no-day': ({ cell }) => `time ${cell} 不是有效的日期时间`,
  'cell-pid': ({ cell }) => `pid ${cell} 不是整数`,
  'cell-number': ({ column, cell }) => `${column} ${cell} 不是数字`,

  // Links
  'link-escape': () => '转义不完整：百分号后应有两位十六进制数字，内容为 UTF-8',
  'link-version': () => '不是版本号',
  'link-none-of': ({ found, known }) => `${quote(found)} 不是以下之一：${known.join('、')}`,
  'link-number': ({ found }) =>
    found === '' ? '缺少 12.5 这样的数字' : `${quote(found)} 不是 12.5 这样的数字`,
  'link-count': ({ found }) => `${quote(found)} 不是从 1 起的整数`,
  'link-range': () => '不是两个数字',
  'link-range-order': () => '结束在开始之前',
  'link-range-empty': () => '开始和结束在同一处',
  'link-zone': ({ found }) => `${quote(found)} 不是本机认识的时区`,
  'link-filter': () => '不是四个数字：CPU 的平均值和最大值、内存的平均值和最大值',
  'link-pin': ({ found, known }) =>
    `${found === '' ? '有一部分为空，' : `${quote(found)} `}开头不是以下之一加冒号：${known.join('、')}`,
  'link-label': () => '不是标签的键和值',
  'link-compare': () => '不是一份数据、一种对齐方式和一个偏移',
  'link-edit': () => '不是单元格的名字、原文的散列值和新的内容',
  'link-edit-hash': ({ found }) => `${quote(found)} 不是 16 位的散列值`,
  'link-ref': () => '数据须以 site:、url:、store:、file: 或 link: 开头',
  'link-ref-url': () => '链接里的数据须是本站的绝对路径',
  'link-ref-id': () => '存储的 id 是 26 个字母和数字',
  'link-ref-size': ({ found }) => `${quote(found)} 不是字节数`,
  'link-ref-hash': () => '不是 64 位十六进制的 SHA-256',
};

export function sayReason(reason: Reason): string {
  return translate(reasons, reason);
}

function quote(found: string): string {
  return JSON.stringify(found.slice(0, 60));
}
