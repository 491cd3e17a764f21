'use strict';

/**
 * Runs one function once, in the process that is measured: plain CommonJS, so that no TypeScript loader is measured with
 * it. What the platform gives to every function is here in its smallest form and the same for all of them.
 */
const { writeSync } = require('node:fs');

/** Where the parent listens for the result; standard output belongs to the function's own log lines. */
const RESULT_FD = 3;

/** The part of `Twilio.Response` that functions use. The local runtime's own class loads a logger, which costs more than they do. */
class Response {
  statusCode = 200;
  headers = {};
  body = null;

  setStatusCode(statusCode) {
    this.statusCode = statusCode;
  }

  appendHeader(name, value) {
    this.headers[name] = value;
  }

  setBody(body) {
    this.body = body;
  }
}

/** Reports when the answer was there, in milliseconds since this process began, and what it is. */
function callback(error, answer) {
  if (error) throw error;
  const isResponse = answer instanceof Response;
  const body = isResponse ? answer.body : answer.toString();
  const answeredMs = performance.now();
  const status = isResponse ? answer.statusCode : 200;
  writeSync(RESULT_FD, JSON.stringify({ answeredMs, status, body: body ?? '' }));
  // As on the platform: nothing runs after the callback, and open connections keep nobody waiting.
  process.exit(0);
}

const { file, wholeSdk, context, event } = JSON.parse(process.argv[2]);
globalThis.Twilio = wholeSdk ? { ...require('twilio'), Response } : { Response };
if (file === null) callback(null, new Response());
else require(file).handler(context, event, callback);
