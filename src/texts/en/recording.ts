import { charts } from './recording/charts.ts';
import { desk } from './recording/desk.ts';
import { panels } from './recording/panels.ts';
import { rows } from './recording/rows.ts';
import { table } from './recording/table.ts';

export const texts = { ...charts, ...table, ...rows, ...panels, ...desk };
