import { config } from 'zod';

// Compiled schemas need eval, which the content security policy refuses; even trying is reported.
// Imported first of all: schemas are made when their modules load.
config({ jitless: true });
