export type FlameDirection = 'flame' | 'icicle';
