import type { Counter } from '../counter';
import type { Block, JsonObject } from '../message';
import { SlackError } from './error';

/** Limits of Block Kit, in characters (https://docs.slack.dev/reference/block-kit/blocks). */
const MOST_BLOCKS = 50;
const LENGTHS = { section: 3000, field: 2000, header: 150, button: 75, action_id: 255, value: 2000 } as const;

/** Not documented; measured (https://github.com/slackapi/bolt-js/issues/2509). */
const MOST_CHARACTERS = 13_200;

/** Checks blocks as Slack does and gives each its `block_id`; throws `invalid_blocks` with what is wrong. */
export function checkedBlocks(value: unknown, counter: Counter): readonly Block[] {
  if (!Array.isArray(value) || value.length > MOST_BLOCKS) throw invalid('no array of up to 50 blocks');
  const blocks = value.map((block) => checkedBlock(block, counter));
  if (new Set(blocks.map(({ block_id }) => block_id)).size < blocks.length) {
    throw invalid('block_id appears twice');
  }
  if (JSON.stringify(blocks).length > MOST_CHARACTERS) throw new SlackError('msg_blocks_too_long');
  return blocks;
}

function checkedBlock(value: unknown, counter: Counter): Block {
  const block = objectOf(value, 'block');
  const { type, block_id = `b${counter.next()}` } = block;
  checkContent(block);
  return { ...block, type: String(type), block_id: String(block_id) };
}

/** The kinds of block that a card or a text of ours can be made of. */
function checkContent({ type, text, fields = [], elements }: JsonObject): void {
  switch (type) {
    case 'section':
      if (text === undefined && listOf(fields, 10).length === 0) throw invalid('section without text');
      if (text !== undefined) checkText(text, LENGTHS.section);
      listOf(fields, 10).forEach((field) => checkText(field, LENGTHS.field));
      break;
    case 'header':
      checkText(text, LENGTHS.header, true);
      break;
    case 'context':
      someOf(elements, 10).forEach((element) => checkText(element, LENGTHS.section));
      break;
    case 'actions':
      checkActions(someOf(elements, 25));
      break;
    case 'rich_text':
      someOf(elements, Infinity);
      break;
    case 'divider':
      break;
    default:
      throw invalid(`unsupported type: ${String(type)}`);
  }
}

function checkActions(elements: readonly unknown[]): void {
  const ids = elements.map((element) => {
    const button = objectOf(element, 'element');
    if (button['type'] !== 'button') throw invalid(`unsupported element: ${String(button['type'])}`);
    checkText(button['text'], LENGTHS.button, true);
    checkLength(button['value'] ?? '', LENGTHS.value);
    checkLength(button['action_id'] ?? '', LENGTHS.action_id);
    return button['action_id'];
  });
  if (new Set(ids).size < ids.length) throw invalid('action_id appears twice');
}

function checkText(value: unknown, most: number, isPlain = false): void {
  const { type, text } = objectOf(value, 'text');
  if (type !== 'plain_text' && (isPlain || type !== 'mrkdwn')) throw invalid('text of the wrong type');
  if (text === '') throw invalid('must be more than 0 characters');
  checkLength(text, most);
}

function checkLength(value: unknown, most: number): void {
  if (typeof value !== 'string' || value.length > most) throw invalid(`no text of up to ${most} characters`);
}

function someOf(value: unknown, most: number): readonly unknown[] {
  const list = listOf(value, most);
  if (list.length === 0) throw invalid('no elements');
  return list;
}

function listOf(value: unknown, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) throw invalid(`no array of up to ${most}`);
  return value;
}

function objectOf(value: unknown, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${what} missing`);
  return value as JsonObject;
}

function invalid(message: string): SlackError {
  return new SlackError('invalid_blocks', { response_metadata: { messages: [`[ERROR] ${message}`] } });
}
