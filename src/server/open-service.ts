import { Service } from './service.ts';
import { openStore, readSettings } from './settings.ts';

/**
 * The service that the environment's settings describe, begun; undefined where there is to be none.
 *
 * @param describeScript where bin/describe.ts stands, if not below the working folder
 * @throws SettingError
 */
export async function openService(
  env: Record<string, string | undefined>,
  describeScript?: string,
): Promise<Service | undefined> {
  const settings = readSettings(env);
  const store = await openStore(settings);
  if (!store) return undefined;
  const service = new Service({ settings, store, ...(describeScript ? { describeScript } : {}) });
  service.start();
  return service;
}
