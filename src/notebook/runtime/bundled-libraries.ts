import * as d3 from 'd3-array';
import * as charts from './charts.ts';
import type { Libraries } from './libraries.ts';
import * as plot from './plot.ts';

/**
 * All of them at once, for a page that is one script. Nothing is saved there by importing later, and
 * what is imported later stays whole: with all of d3, which Plot needs a part of.
 */
export const bundledLibraries: Libraries = { plot: () => plot, d3: () => d3, charts: () => charts };
