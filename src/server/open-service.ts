import type { Log } from './log.ts';
import { Service } from './service.ts';
import { openStore, type Settings } from './settings.ts';

export interface OpenServiceOptions {
  /** Where bin/describe.ts stands, if not below the working folder. */
  describeScript?: string;
  log?: Log;
}

/** The service that the settings describe, begun; undefined where there is to be none. */
export async function openService(
  settings: Settings,
  options: OpenServiceOptions = {},
): Promise<Service | undefined> {
  const store = await openStore(settings);
  if (!store) return undefined;
  const service = new Service({ settings, store, ...options });
  service.start();
  return service;
}
