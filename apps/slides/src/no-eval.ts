import { config } from 'zod';

// Compiled schemas need eval, which the content security policy refuses; even trying is reported.
// Stands before the app in index.html: schemas are made when their modules load.
config({ jitless: true });
