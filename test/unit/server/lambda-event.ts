import type {handle, LambdaEvent} from 'hono/aws-lambda';

type Handler = ReturnType<typeof handle>;
type Fetch = (request: Request) => Promise<Response>;

/** What the function answers; some services take each header as a list. */
interface Result {
  statusCode: number;
  body: string;
  isBase64Encoded: boolean;
  cookies?: string[];
  headers?: Record<string, string | string[]> | undefined;
  multiValueHeaders?: Record<string, string[]> | undefined;
}

/** How AWS hands a request over: its fields besides the body. */
type MakeEvent = (request: Request, url: URL) => object;

const pairs = (request: Request): [string, string][] => [...request.headers];

/** Services of AWS that call a function by HTTP. */
export const SERVICES: Readonly<Record<string, MakeEvent>> = {
  'a REST API': (request, {pathname, searchParams}) => ({
    resource: '/{proxy+}',
    path: pathname,
    httpMethod: request.method,
    // A REST API keeps the case in which a header was sent.
    headers: Object.fromEntries(pairs(request).map(([name, value]) => [name.toUpperCase(), value])),
    multiValueHeaders: Object.fromEntries(pairs(request).map(([name, value]) => [name.toUpperCase(), [value]])),
    queryStringParameters: Object.fromEntries(searchParams),
    multiValueQueryStringParameters: Object.fromEntries([...searchParams].map(([name, value]) => [name, [value]])),
    requestContext: {domainName: 'shop.example', stage: 'prod', identity: {sourceIp: '192.0.2.1'}},
  }),
  'an HTTP API or a function URL': (request, {pathname, search}) => {
    const {cookie, ...headers} = Object.fromEntries(request.headers);
    return {
      version: '2.0',
      rawPath: pathname,
      rawQueryString: search.slice(1),
      ...(cookie && {cookies: cookie.split('; ')}),
      headers,
      requestContext: {domainName: 'shop.example', http: {method: request.method, path: pathname}},
    };
  },
  'a load balancer with multi-value headers': (request, {pathname, searchParams}) => ({
    path: pathname,
    httpMethod: request.method,
    multiValueHeaders: Object.fromEntries(pairs(request).map(([name, value]) => [name, [value]])),
    multiValueQueryStringParameters: Object.fromEntries([...searchParams].map(([name, value]) => [name, [value]])),
    requestContext: {elb: {targetGroupArn: 'arn:aws:elasticloadbalancing:1'}},
  }),
};

const CONTEXT = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'shop',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:1',
  memoryLimitInMB: '128',
  awsRequestId: '1',
  logGroupName: 'shop',
  logStreamName: 'shop',
  getRemainingTimeInMillis: () => 30_000,
};

/** Calls a Lambda function as the service does, by events of JSON. */
export function fetchByEvents(handler: Handler, makeEvent: MakeEvent, isBase64Encoded: boolean): Fetch {
  return async (request) => {
    const bytes = Buffer.from(await request.arrayBuffer());
    const body = bytes.length === 0 ? null : bytes.toString(isBase64Encoded ? 'base64' : 'utf8');
    const json = JSON.stringify({...makeEvent(request, new URL(request.url)), body, isBase64Encoded});
    const event: LambdaEvent = JSON.parse(json);
    const result: Result = await handler(event, CONTEXT);
    const headers = new Headers();
    for (const [name, value] of Object.entries({...result.headers, ...result.multiValueHeaders})) {
      for (const part of [value].flat()) headers.append(name, part);
    }
    for (const cookie of result.cookies ?? []) headers.append('Set-Cookie', cookie);
    const encoding = result.isBase64Encoded ? 'base64' : 'utf8';
    return new Response(result.body ? Buffer.from(result.body, encoding) : null, {status: result.statusCode, headers});
  };
}
