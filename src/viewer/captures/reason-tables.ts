/*
 * English phrases that come as a parameter of a message, and their Chinese. They have no code of
 * their own: `{1}`, `{2}` stand for what differs. `{reason}` of gob and gzip ends in ` at byte 123`,
 * which is told apart and is not in here.
 */
export const reasonTranslations: readonly (readonly [english: string, chinese: string])[] = [
  // Titles of formats
  ['topid process recording (gob)', 'topid 进程记录（gob）'],
  ['topid snapshots (gob)', 'topid 快照（gob）'],
  ['topid snapshots (text)', 'topid 快照（文本）'],
  ['topid board information (text)', 'topid 系统信息（文本）'],
  ['text output of topid', 'topid 的文本输出'],
  ['Go crash log', 'Go 崩溃日志'],
  ['table of processes (CSV or TSV)', '进程表格（CSV 或 TSV）'],

  // What was wanted of a gob stream
  ['samples of processes', '进程采样'],
  ['snapshots', '快照'],

  // Workers
  ['the worker stopped', '解析线程停止了'],
  ['the result did not come across', '解析结果没能传回'],

  // Bytes
  ['{1} bytes wanted, {2} left', '需要 {1} 字节，只剩 {2} 字节'],
  ['integer of {1} bytes', '{1} 字节长的整数'],

  // gob
  ['empty message', '空消息'],
  ['value of more than {1} messages', '一个值跨了 {1} 条以上的消息'],
  ['value that goes on in a message that is not there', '值的后续本该在下一条消息里，而那条消息不存在'],
  ['{1} bytes left over in a message', '消息里多出 {1} 字节'],
  ['unexpected type id {1}', '意外的类型 id {1}'],
  ['description of the basic type id {1}', '重新描述了基本类型 id {1}'],
  ['description of no type', '没有内容的类型描述'],
  ['struct of {1} fields', '{1} 个字段的结构体'],
  ['{1} has no field {2}', '{1} 没有字段 {2}'],
  ['values nested {1} deep', '值嵌套了 {1} 层'],
  ['{1} elements in {2} bytes', '{2} 字节里有 {1} 个元素'],
  ['{1} bytes in the {2} left', '需要 {1} 字节，只剩 {2} 字节'],
  ['{1} before a value instead of 0', '值的前面是 {1} 而不是 0'],

  // gzip
  ['deflate: no such code', 'deflate：没有这样的编码'],
  ['deflate: no such literal code', 'deflate：没有这样的字面量编码'],
  ['deflate: no such distance code', 'deflate：没有这样的距离编码'],
  ['deflate: block of kind {1}', 'deflate：第 {1} 类数据块'],
  ['deflate: stored block of length {1}, check {2}', 'deflate：未压缩块的长度是 {1}，校验值却是 {2}'],
  ['deflate: {1} and {2} codes', 'deflate：{1} 个和 {2} 个编码'],
  ['deflate: too many codes of lengths', 'deflate：码长的编码过多'],
  ['deflate: repeat of no length', 'deflate：重复之前没有码长'],
  ['deflate: lengths beyond the last code', 'deflate：码长超出了最后一个编码'],
  ['deflate: block without an end code', 'deflate：数据块没有结束码'],
  ['deflate: too many literal codes', 'deflate：字面量编码过多'],
  ['deflate: too many distance codes', 'deflate：距离编码过多'],
  ['deflate: literal code {1}', 'deflate：字面量编码 {1}'],
  ['deflate: match {1} bytes back, {2} are there', 'deflate：引用 {1} 字节之前的内容，而前面只有 {2} 字节'],

  // Tables
  ['a quote is never closed', '引号没有闭合'],
  ['something stands behind a closing quote', '右引号之后还有内容'],
  ['{1} cells under a header of {2}', '有 {1} 格，而表头只有 {2} 格'],
  ['name is missing', '缺少 name'],
  ['time is missing', '缺少 time'],
  [
    'time {1} is beyond the year 9999: seconds are wanted, not milliseconds',
    'time {1} 超出了 9999 年：这里要的是秒，不是毫秒',
  ],
  ['time {1} is neither Unix seconds nor ISO 8601', 'time {1} 既不是 Unix 秒数，也不是 ISO 8601 时间'],
  ['time {1} is no time of any day', 'time {1} 不是有效的日期时间'],
  ['pid {1} is no integer', 'pid {1} 不是整数'],
  ['{1} {2} is no number', '{1} {2} 不是数字'],
];
