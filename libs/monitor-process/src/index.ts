export * from './cuttable-proxy.ts';
export * from './eventually.ts';
export * from './free-port.ts';
export * from './http.ts';
export * from './monitor.ts';
export * from './statement.ts';
