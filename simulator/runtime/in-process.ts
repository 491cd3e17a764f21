import { resolve } from 'node:path';
import { LocalDevelopmentServer, type RouteInfo, type ServerConfig } from '@twilio/runtime-handler/dev';
import { getFunctionsAndAssets } from 'twilio-run/dist/runtime/internal/runtime-paths';
import type { Executions } from '../kill';
import { startLoopbackServer } from '../loopback-server';
import type { Route, Runtime, RuntimeOptions } from './runtime';

/**
 * Starts Twilio's own Functions runtime inside this process, on a free loopback port; a function that throws outside
 * its handler takes the process down with it. `executions` learns of every run of a function.
 */
export async function startInProcessRuntime(
  options: RuntimeOptions,
  executions?: Executions,
): Promise<Runtime> {
  const resources = await getFunctionsAndAssets(resolve(options.distDir), {
    functionsFolderNames: ['functions'],
    assetsFolderNames: ['assets'],
  });
  const app = new LocalDevelopmentServer(0, serverConfig(options, resources)).getApp();
  const server = await startLoopbackServer((request, response) => {
    request.rawHeaders = withoutHost(request.rawHeaders);
    const handle = (): void => void app(request, response);
    if (executions === undefined) handle();
    else executions.run(request, response, handle);
  });
  return {
    origin: server.origin,
    routes: routesOf(resources),
    ready: () => Promise.resolve(),
    close: () => server.close(),
  };
}

function serverConfig(options: RuntimeOptions, routes: RouteInfo): ServerConfig {
  return {
    baseDir: resolve(options.distDir),
    env: { ...options.env },
    url: `http://${options.domainName}`,
    port: 0,
    routes,
    appName: 'dispatch-relay',
    // A process for each request would cost far more time than the function itself.
    forkProcess: false,
    live: false,
    logs: false,
    detailedLogs: false,
    legacyMode: false,
    enableDebugLogs: false,
  };
}

/** In the order of their paths: the finder's own order changes from one run to the next. */
function routesOf({ functions, assets }: RouteInfo): Route[] {
  const routes = [
    ...functions.map(({ path, access }) => ({ path, access, kind: 'function' as const })),
    ...assets.map(({ path, access }) => ({ path, access, kind: 'asset' as const })),
  ];
  return routes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Production hides the Host header from functions, the local runtime only the others
 * (https://www.twilio.com/docs/runtime/functions/headers-and-cookies/limitations).
 */
function withoutHost(rawHeaders: readonly string[]): string[] {
  return rawHeaders.filter((_, i) => rawHeaders[i - (i % 2)]?.toLowerCase() !== 'host');
}
