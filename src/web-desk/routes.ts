import { libraryAnswer } from './pages/library.ts';
import type { Route } from './visit.ts';

/** Every page of the desk, and what its forms do. */
export const ROUTES: readonly Route[] = [{ method: 'GET', path: '/', answer: libraryAnswer }];
