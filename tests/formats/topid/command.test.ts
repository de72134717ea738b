import { expect, test } from 'vitest';
import { findTopidCommand } from '#formats/topid/command.ts';

test.each([
  ['~ # ./topid -tag board -i 3 -tree', 3, false],
  ['topid -i 0', undefined, false],
  ['$ topid -i=4 -MB', 4, true],
  ['root@board:~# nohup ./topid -i 5 -MB > topid.txt &', 5, true],
  ['root@board:~#./topid --i 5', 5, false],
  ['gsh run -rt 91 -i perf/topid/topid.go -chart -i 3 -c 3600 -tag x', 3, false],
  ['~ # cd /tmp; ./topid --i 7', 7, false],
  ['~ # GOGC=20 nice -n 5 ./topid-arm64 -i 2', 2, false],
  ['topid -info "uname -a,free -i 9" -i 3', 3, false],
  ['ssh root@board "./topid -i 3 -MB"', 3, true],
  ['~ # ssh board ./topid -i 2', 2, false],
  ['[root@topid ~]# topid -i 3 | tee topid.txt', 3, false],
  ['+ ./topid -i 6', 6, false],
  ['topid -tag -MB -i 3', 3, false],
  ['time ./topid -i 3 -MB=false', 3, false],
  ['topid -i 3 -MB=F', 3, false],
])('%s', (line, interval, megabytes) => {
  expect(findTopidCommand(line)).toEqual({ interval, megabytes });
});

test.each([
  '  700 root     ./topid -MB -i 60',
  'root  700  0.2 0.1 S 18:44 0:00 ./topid -MB -i 60',
  '~ # ps | grep topid -i 4',
  '~ # killall topid',
  '  700   20    1.00     8192 /opt/topid -chart -i 30 -MB -tag x',
  '==> topid.txt <==',
  '> topid-arm64.log.gz',
  'Usage of topid:',
  'Version: 0.2.1',
  '',
])('no command: %s', (line) => {
  expect(findTopidCommand(line)).toBeUndefined();
});
