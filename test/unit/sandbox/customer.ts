import {expect} from 'vitest';
import type {RunningSandbox} from './client.ts';

/** A page as a customer without script has it. */
export interface Page {
  status: number;
  headers: Headers;
  html: string;
  heading: string;
  /** Text of what is read out at once; empty where nothing is. */
  alert: string;
  /** Presses the button with this name, in a form with these fields, and goes where that leads. */
  press: (button: string, fields?: Record<string, string>) => Promise<Page>;
}

function text(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}

function between(html: string, pattern: RegExp): string {
  return text(pattern.exec(html)?.[1] ?? '');
}

interface Form {
  action: string;
  /** The button's own name and value. */
  pressed: Record<string, string>;
}

function findForm(html: string, button: string): Form {
  for (const [, action = '', content = ''] of html.matchAll(
    /<form method="post" action="([^"]*)"[^>]*>(.*?)<\/form>/gs,
  )) {
    for (const [, attributes = '', name = ''] of content.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)) {
      if (text(name) !== button) continue;
      const field = /name="([^"]*)" value="([^"]*)"/.exec(attributes);
      return {action: text(action), pressed: field?.[1] && field[2] ? {[field[1]]: field[2]} : {}};
    }
  }
  throw new Error(`There is no button "${button}" on:\n${text(html)}`);
}

/** Opens a page. A form that leads to another site ends in a page with that site's address as heading. */
export async function visit(sandbox: RunningSandbox, url: string, init: RequestInit = {}): Promise<Page> {
  if (new URL(url, sandbox.origin).origin !== sandbox.origin) return elsewhere(url, init.method ?? 'GET');
  const response = await sandbox.ask(url, init);
  if (response.status === 303) return visit(sandbox, response.headers.get('Location') ?? '');
  const html = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    html,
    heading: between(html, /<h1[^>]*>(.*?)<\/h1>/s),
    alert: between(html, /role="alert"[^>]*>(.*?)<\/div>/s),
    press: (button, fields = {}) => {
      const {action, pressed} = findForm(html, button);
      return visit(sandbox, action, {method: 'POST', body: new URLSearchParams({...fields, ...pressed})});
    },
  };
}

function elsewhere(url: string, method: string): Page {
  const press = () => expect.unreachable('There is nothing to press on another site.');
  return {status: 0, headers: new Headers(), html: '', heading: `${method} ${url}`, alert: '', press};
}
