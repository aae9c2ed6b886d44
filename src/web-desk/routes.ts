import { articleAnswer, correctAnswer } from './pages/article-page.ts';
import { askAnswer, askPage, pressAnswer } from './pages/ask-page.ts';
import { correctionsAnswer, removeCorrectionAnswer } from './pages/corrections-page.ts';
import { deliveriesAnswer } from './pages/deliveries-page.ts';
import { digestAction, digestAnswer, digestsAnswer, previewAnswer, whyAnswer } from './pages/digests-page.ts';
import { addFeedAnswer, feedsAnswer, pauseFeedAnswer, removeFeedAnswer } from './pages/feeds-page.ts';
import { libraryAnswer } from './pages/library-page.ts';
import { quotesAnswer } from './pages/quotes-page.ts';
import { statusAnswer } from './pages/status-page.ts';
import { versionsAnswer } from './pages/versions-page.ts';
import type { Route } from './visit.ts';

/** Every page of the desk, and what its forms do. */
export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/', answer: libraryAnswer },
  { method: 'GET', path: '/articles/:id', answer: articleAnswer },
  { method: 'POST', path: '/articles/:id/corrections', answer: correctAnswer },
  { method: 'GET', path: '/articles/:id/versions', answer: versionsAnswer },
  { method: 'GET', path: '/quotes', answer: quotesAnswer },
  { method: 'GET', path: '/ask', answer: askPage },
  { method: 'POST', path: '/ask', answer: askAnswer },
  { method: 'POST', path: '/press', answer: pressAnswer },
  { method: 'GET', path: '/corrections', answer: correctionsAnswer },
  { method: 'POST', path: '/corrections/:id/remove', answer: removeCorrectionAnswer },
  { method: 'GET', path: '/digests', answer: digestsAnswer },
  { method: 'GET', path: '/digests/:id', answer: digestAnswer },
  { method: 'GET', path: '/digests/:id/preview', answer: previewAnswer },
  { method: 'GET', path: '/digests/:id/why', answer: whyAnswer },
  { method: 'POST', path: '/digests/:id/pause', answer: digestAction('pause') },
  { method: 'POST', path: '/digests/:id/resume', answer: digestAction('resume') },
  { method: 'POST', path: '/digests/:id/run', answer: digestAction('run') },
  { method: 'GET', path: '/deliveries', answer: deliveriesAnswer },
  { method: 'GET', path: '/feeds', answer: feedsAnswer },
  { method: 'POST', path: '/feeds/add', answer: addFeedAnswer },
  { method: 'POST', path: '/feeds/:id/pause', answer: pauseFeedAnswer },
  { method: 'POST', path: '/feeds/:id/remove', answer: removeFeedAnswer },
  { method: 'GET', path: '/status', answer: statusAnswer },
];
