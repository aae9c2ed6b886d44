import type { Form } from '../../form.ts';
import { type Origin, type SlackBot, tell } from './bot.ts';
import { type Opened, renderModal } from './modal.ts';
import type { Spot } from './spot.ts';

/** Opens a form; a trigger is good for three seconds, so a refused one is said. */
export async function openForm(
  bot: SlackBot,
  origin: Origin,
  form: Form,
  opened: Opened,
  trigger: string,
  spot: Spot,
): Promise<void> {
  try {
    await origin.client.views.open({ trigger_id: trigger, view: renderModal(form, opened) });
  } catch (error) {
    bot.log.warn({ err: error, form: form.id }, 'slack: a form did not open');
    await tell(bot, origin, spot, "The form couldn't be opened in time. Please try again.");
  }
}
