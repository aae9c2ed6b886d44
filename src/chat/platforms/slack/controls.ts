import type { Button, Reply } from '../../../reply/reply.ts';
import { BUTTONS, parseButton, styleOf } from '../../buttons.ts';
import { type ActionElement, cut, plainText, type SlackBlock } from './slack-blocks.ts';

const BUTTON_TEXT = 75;

/** The id of the button by which whoever asked takes an answer away. */
export const DISCARDS = 'discard:';

/** The buttons and lists of a reply: what leads on first, thumbs last and apart. */
export function controls(reply: Reply, asker: string | null): SlackBlock[] {
  const buttons = reply.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const kindOf = ({ id }: Button) => parseButton(id)?.kind;
  const yes = buttons.find((button) => kindOf(button) === 'helpful');
  const no = buttons.find((button) => kindOf(button) === 'unhelpful');
  const votes = yes && no ? [yes, no] : [];
  const menus = reply.blocks.flatMap((block) => (block.kind === 'menu' && block.choices.length > 0 ? [block] : []));
  const elements: ActionElement[] = [
    ...buttons.filter((button) => !votes.includes(button)).map(buttonOf),
    ...menus.map((menu, i) => ({
      type: 'static_select' as const,
      action_id: `menu-${i}`,
      placeholder: plainText(cut(menu.label, 150)),
      options: menu.choices
        .slice(0, 25)
        .map(({ id, label }) => ({ text: plainText(cut(label, BUTTON_TEXT)), value: id })),
    })),
  ];
  return [
    ...(elements.length > 0 ? [{ type: 'actions' as const, elements: elements.slice(0, 25) }] : []),
    ...(yes && no ? [thumbs(yes, no, asker)] : []),
  ];
}

/** What a button does is its value: its action id only has to differ from those beside it. */
function buttonOf(button: Button, i: number): ActionElement {
  const style = styleOf(button.id);
  return {
    type: 'button',
    action_id: `button-${i}`,
    value: button.id,
    text: plainText(cut(button.label, BUTTON_TEXT)),
    ...(style ? { style } : {}),
  };
}

function thumbs(yes: Button, no: Button, asker: string | null): SlackBlock {
  const side = (button: Button, label: string) => ({
    text: plainText(cut(button.label, BUTTON_TEXT)),
    value: button.id,
    accessibility_label: label,
  });
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'feedback',
        positive_button: side(yes, `${BUTTONS.helpful.label}: this answer helped`),
        negative_button: side(no, `${BUTTONS.unhelpful.label}: say what's wrong with this answer`),
      },
      ...(asker
        ? [
            {
              type: 'icon_button' as const,
              icon: 'trash' as const,
              text: plainText('Delete'),
              action_id: 'discard',
              value: `${DISCARDS}${asker}`,
              accessibility_label: 'Delete this answer',
              visible_to_user_ids: [asker],
              confirm: {
                title: plainText('Delete this answer?'),
                text: plainText('It goes for everyone in this channel.'),
                confirm: plainText('Delete'),
                deny: plainText('Keep'),
              },
            },
          ]
        : []),
    ],
  };
}
