// When an export runs by itself, as it stands in an export definition.
import Type, { type Static } from 'typebox';

/** Adobe's frequencies, weekly and monthly ones among them, and one of our own. */
export const ScheduleSettings = Type.Object(
  {
    frequency: Type.Enum(
      [
        'once',
        'daily',
        'weekly',
        'monthly',
        'every3Hours',
        'every6Hours',
        'every8Hours',
        'every12Hours',
        'onChange',
      ],
      {
        description:
          'How often: `once` on `startDate`, `weekly` on its weekday (default: Monday), `monthly` on its day (the last one in shorter months; default: the first), `every…Hours` around the clock from `time` on, `onChange` when the segment file changes.',
      },
    ),
    time: Type.Optional(
      Type.String({
        pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
        default: '00:00',
        description:
          'The time of day, as `06:00`. Where clocks go forward over it, the run is as much later; a time that comes twice counts once.',
      }),
    ),
    timeZone: Type.Optional(
      Type.String({
        minLength: 1,
        default: 'UTC',
        description: "The time zone of `time`, for example `Europe/Berlin`. Adobe's is always UTC.",
      }),
    ),
    startDate: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d\\d-\\d\\d$',
        description: 'The first day, as `2026-01-31`: the first run is at `time` on it. `once` needs it.',
      }),
    ),
    endDate: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d\\d-\\d\\d$',
        description:
          'The day before which the last run is: the end date itself has none, as in Adobe. `once` has no end date.',
      }),
    ),
    catchUp: Type.Optional(
      Type.Enum(['latest', 'each'], {
        default: 'latest',
        description: 'What becomes of runs that were missed because nothing was there to do them.',
        markdownEnumDescriptions: [
          'The last of them is caught up, with the moment that it was due at in its name; those before it are passed over.',
          'Each of them is caught up, oldest first, with the moment that it was due at in its name.',
        ],
      }),
    ),
    enabled: Type.Optional(Type.Boolean({ default: true, description: 'Whether runs take place at all.' })),
  },
  {
    additionalProperties: false,
    description:
      'When the export runs by itself: while a trusted window of VS Code is open, or by `s3-destinations run --due`. A preview and a push by hand take no notice of it.',
  },
);
export type ScheduleSettings = Static<typeof ScheduleSettings>;
