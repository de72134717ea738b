import { drawIcon, iconNames, type IconName } from '#build/app-icons.ts';

export function getStaticPaths() {
  return iconNames.map((name) => ({ params: { name } }));
}

/** The icons of the installed app. */
export async function GET({ params }: { params: { name: IconName } }): Promise<Response> {
  const png = await drawIcon(params.name);
  return new Response(new Uint8Array(png), { headers: { 'Content-Type': 'image/png' } });
}
