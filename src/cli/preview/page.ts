/** The five characters of HTML, so that stored text stays text. */
export function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (c) => names[c] ?? c);
}

/** The width of a phone, in CSS pixels. */
export const PHONE_WIDTH = 390;

/** A page as wide as a phone that shows messages one below the other. */
export function page(title: string, messages: readonly string[]): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=${PHONE_WIDTH}">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
<body>${messages.join('\n')}<script>document.body.dataset.height = document.body.scrollHeight</script></body></html>
`;
}

const STYLE = `
body { margin: 0; width: ${PHONE_WIDTH}px; font: 15px/1.35 "DejaVu Sans", system-ui, sans-serif; }
.message { padding: 12px; overflow-wrap: anywhere; }
.discord { background: #313338; color: #dbdee1; }
.slack { background: #fff; color: #1d1c1d; border-bottom: 1px solid #eee; }
.name { font-size: 15px; } .app { font-size: 10px; padding: 1px 4px; border-radius: 3px; background: #5865f2; color: #fff; }
.slack .app { background: #ddd; color: #444; }
.text { margin-top: 4px; } img { display: block; max-width: 100%; border-radius: 8px; margin-top: 8px; } .gap { height: 10px; } h3 { font-size: 17px; margin: 6px 0 2px; }
small { display: block; font-size: 12px; opacity: .75; } hr { border: 0; border-top: 1px solid #8884; margin: 10px 0; }
blockquote { margin: 2px 0; padding-left: 10px; border-left: 4px solid #8888; }
a { color: #00a8fc; text-decoration: none; } .slack a { color: #1264a3; }
.mention { background: #5865f24d; border-radius: 3px; padding: 0 2px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.button, .select { padding: 6px 12px; border-radius: 6px; background: #4e5058; color: #fff; font-size: 14px; }
.select { background: #1e1f22; width: 100%; color: #b5bac1; }
.slack .button, .slack .select { background: #fff; color: #1d1c1d; border: 1px solid #bbb; }
.style-1 { background: #5865f2; } .style-4 { background: #da373c; }
.slack .primary { background: #007a5a; color: #fff; } .slack .danger { color: #e01e5a; border-color: #e01e5a; }
`;
