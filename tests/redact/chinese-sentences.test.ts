import { expect, test } from 'vitest';
import { redact, redactAll } from './redact-lines.ts';

test.each([
  ['来自10.9.8.7的请求', '来自ip-1的请求'],
  ['IP地址为192.168.77.5。', 'IP地址为ip-1。'],
  ['从fe80::1ff:fe23:4567:890a的连接', '从ip-1的连接'],
  ['网卡02:42:ac:11:00:02的状态', '网卡mac-1的状态'],
  ['MAC地址001A2B3C4D61的网卡', 'MAC地址mac-1的网卡'],
  ['连接主机board7.lab.example.com的端口', '连接主机host-1的端口'],
  ['访问例子.example.com的页面', '访问例子.host-1的页面'],
  ['用户名：lisi，密码：hunter2hunter2', '用户名：user-1，密码：secret-1'],
  ['用户名: lisi，主机名: gw-secret-01。重启', '用户名: user-1，主机名: host-1。重启'],
  ['他的密码 hunter2hunter2', '他的密码 secret-1'],
  ['密码是hunter2hunter2', '密码是secret-1'],
  ['令牌ghp_abcdefghijklmnopqrstuvwxyz0123456789失效', '令牌secret-1失效'],
  ['アドレス10.9.8.7から', 'アドレスip-1から'],
  ['ที่อยู่10.9.8.7ครับ', 'ที่อยู่ip-1ครับ'],
])('%s', (line, redacted) => {
  expect(redact(line)).toBe(redacted);
});

test.each([
  ['请拨打电话13812345678', '请拨打电话phone-1'],
  ['手机号码13812345678的用户', '手机号码phone-1的用户'],
  ['拨打+8613812345678的人', '拨打phone-1的人'],
  ['设备序列号：A99887766', '设备序列号：serial-1'],
  ['容器123e4567-e89b-12d3-a456-426614174000的日志', '容器uuid-1的日志'],
  ['位置50.4501, 30.5234附近', '位置location-1附近'],
  ['设备356938035643809的', '设备imei-1的'],
])('asked for: %s', (line, redacted) => {
  expect(redactAll(line)).toBe(redacted);
});

test('within words of other scripts no address begins or ends', () => {
  const line = 'v10.9.8.7 10.9.8.7b é10.9.8.7 release1.2.3.4';
  expect(redact(line)).toBe(line);
});

test('a comma does not end a password, which may have one in it', () => {
  expect(redact('密码：hunter2，hunter3hunter3')).toBe('密码：secret-1');
});
