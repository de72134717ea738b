import type { ClientErrors, StoreErrors } from '#api/says.ts';
import { type Translation, translate } from '#codes/said.ts';
import { formatDuration, formatExactSize, formatLimit } from '#locale/format.ts';
import type { StoreErrorTexts } from '../en/store-errors.ts';

const addresses: Record<StoreErrors['bad-address']['what'], (base: string) => string> = {
  'empty-part': () => '地址里两个斜杠之间是空的：是不是漏了标签或名称？',
  backslash: () => '地址里有反斜杠：各部分要用斜杠分隔。',
  dots: () => '地址的一部分是一个或两个点：它既不是标签，也不是名称。',
  'no-tag': (base) => `缺少标签：上传用 PUT ${base}/api/captures/TAG/NAME。`,
  'many-parts': (base) => `地址多了一段，应为 ${base}/api/captures/TAG/NAME：标签和名称里都没有斜杠。`,
};

const values: Record<StoreErrors['bad-value']['what'], string> = {
  sha256: 'SHA-256 是 64 个十六进制数字。',
  follow: 'from 是字节数，wait 是秒数。',
  change: '修改是一段 JSON，含 name 或 tag，或两者都有：{"name": "crash.log"}。',
};

const missing: Record<StoreErrors['not-found']['what'], string> = {
  capture: '这里没有这份数据。链接复制完整了吗？',
  upload: '这里没有这个上传。',
  stream: '这个流已被删除。',
  part: '采集数据只有 bytes 和 picture.png。',
  address: 'API 里没有这个地址。指南“存储的 HTTP 接口”列出了所有地址。',
};

const unavailable: Record<StoreErrors['store-unavailable']['why'], string> = {
  newer: '这份数据由更新版本的 Casebook 保存。',
  piece: '这份数据缺了一块。',
  disk: '现在无法写入存储。请稍后再试。',
  bucket: '对象存储没有回应，或拒绝了请求。请稍后再试。',
};

const sentences: Translation<StoreErrors & ClientErrors> = {
  'bad-address': ({ what, base }) => addresses[what](base),
  'bad-id': () => '数据的 id 由 26 个小写字母和数字组成。',
  'bad-tag': () => '标签由 1 到 64 个字母（A 到 Z）、数字、点、短横线或下划线组成，第一个须是字母或数字。',
  'bad-name': () =>
    '名称是文件名，最多 200 个字符，文字不限：不含斜杠、反斜杠、" * ? < > | 和控制字符；不以点、短横线或空白开头，也不以点或空白结尾。',
  'bad-value': ({ what }) => values[what],
  'bad-keep': (limit) =>
    'most' in limit
      ? `最多可以保存 ${limit.most} 天：例如 keep=7。`
      : '可以保存若干天，或用 never 表示永久：例如 keep=7。',
  'bad-length': () => 'Content-Length 不是字节数。',
  'bad-metadata': () => '上传的元数据必须写明 filename 和 tag。',
  empty: ({ what }) =>
    what === 'upload' ? '上传必须写明长度，且长度不能为零。' : '什么都没有发来：数据是空的。',
  'cut-short': ({ sizeBytes, declaredBytes }) =>
    `${formatExactSize(declaredBytes)} 中只收到 ${formatExactSize(sizeBytes)}：上传没有完成。`,
  'token-needed': ({ what }) =>
    `${what === 'upload' ? '上传' : '查看标签的列表'}需要令牌：curl -u :TOKEN，或请求头 Authorization: Bearer TOKEN。`,
  'bad-key': ({ given }) =>
    given === 'none' ? '这需要该数据的删除密钥，放在请求头 Casebook-Key 里。' : '这不是该数据的删除密钥。',
  'foreign-origin': (from) => `${'origin' in from ? from.origin : '其他站点'} 的页面不能更改这里保存的内容。`,
  'no-store': () => '这台服务器不保存采集数据。',
  'not-found': ({ what }) => missing[what],
  'no-picture': () => '这份数据没有图片。',
  'no-such-method': (asked) => {
    if (asked.what === 'uploads') return '上传请用 tus 协议，或 curl -T。';
    if (asked.what === 'address') return `${asked.method} 在这里没有作用：这个地址接受 ${asked.allowed}。`;
    return asked.what === 'file'
      ? `这里只有可以读取的文件（GET、HEAD）。上传用 PUT ${asked.base}/api/captures/TAG/NAME。`
      : '这里只有可以读取的文件（GET、HEAD）：这台服务器不保存采集数据。';
  },
  'wrong-offset': ({ offset, given }) =>
    `上传应从字节 ${offset} 继续，而不是 ${given}：请先询问已传到哪里，再从那里继续。`,
  'already-complete': () => '这份数据已经完整，不能再追加。',
  gone: ({ at, why }) => (why === 'expired' ? `这份数据已于 ${at} 过期。` : `这份数据已于 ${at} 被删除。`),
  'upload-ended': () => '这个上传开始于服务器更新之前，无法继续。请重新上传。',
  'too-large': ({ limitBytes }) => `太大了：上限是 ${formatLimit(limitBytes)}。`,
  'too-long': () => '内容超过了上传开始时写明的长度。',
  'body-too-large': ({ mostBytes, base }) =>
    `发到这里的内容最多 ${formatLimit(mostBytes)}。上传用 PUT ${base}/api/captures/TAG/NAME。`,
  'bad-range': ({ sizeBytes }) => `这份数据有 ${formatExactSize(sizeBytes)}。`,
  'wrong-checksum': ({ found, wanted }) =>
    `收到内容的 SHA-256 是 ${found}，而不是 ${wanted}：它在途中损坏，没有保存。请重新发送。`,
  'too-many-uploads': ({ uploadsPerMinute, seconds }) =>
    `来自你的地址的上传太多：上限是每分钟 ${uploadsPerMinute} 次。请在 ${formatDuration(seconds)} 后再试。`,
  'too-many-tokens': ({ seconds }) => `来自你的地址的错误令牌太多。请在 ${formatDuration(seconds)} 后再试。`,
  'too-many-connections': ({ most }) => `来自你的地址的连接太多：上限是同时 ${most} 个。`,
  'too-many-bytes': ({ bytesPerDay }) => `来自你的地址的数据太多：上限是每天 ${formatLimit(bytesPerDay)}。`,
  stopping: ({ what }) => (what === 'upload' ? '服务器正在停止。请再试一次。' : '服务器正在停止。'),
  'picture-later': () => '这份数据的图片还没有画好。请稍后再取。',
  'store-unavailable': ({ why }) => unavailable[why],
  'newer-layout': ({ version, known }) =>
    `这里的存储布局是第 ${version} 版，而这个 Casebook 只认识到第 ${known} 版：需要更新的 Casebook。`,
  'store-full': (full) => {
    if ('maxTotalBytes' in full) return `存储已满：最多保存 ${formatLimit(full.maxTotalBytes)}。`;
    if ('keepFreeBytes' in full) return `存储已满：服务器要在磁盘上留出 ${formatLimit(full.keepFreeBytes)}。`;
    return full.why === 'disk'
      ? '服务器的磁盘已满：不能再保存任何内容。'
      : '对象存储已满：不能再保存任何内容。';
  },
  tus: ({ what }) => `上传协议拒绝了请求：${what}`,
  unexpected: () => '这里出了错；日志里有更多说明。',

  // The client's own
  unreachable: (reason) => ('what' in reason ? `无法连接服务器：${reason.what}` : '无法连接服务器。'),
  'http-status': ({ status }) => `服务器的回应是 ${status}。`,
  cancelled: () => '上传已取消。',
  'no-link': () => '服务器没有给出链接。',
};

export const texts: StoreErrorTexts = { say: (failure) => translate(sentences, failure) };
