import type { RecordingBuilder } from '#model/recording/recording-builder.ts';

/** A snapshot's record stands this close to the sample that it was taken with. */
const ECHO_SECONDS = 1;

/**
 * Leaves out the samples that snapshots left beside real ones: those without processes within a
 * second of the sample with processes before or after them.
 */
export class EchoFinder {
  echoes = 0;
  private readonly builder: RecordingBuilder;
  private lastReal: number | undefined;
  /** Empty samples that no real one before them explains. */
  private waiting: number[] = [];

  constructor(builder: RecordingBuilder) {
    this.builder = builder;
  }

  /** To be called when a sample is whole. */
  take(): void {
    const sample = this.builder.samples - 1;
    const time = this.builder.timeOf(sample);
    const isNear = (other: number) => Math.abs(this.builder.timeOf(other) - time) <= ECHO_SECONDS;
    if (this.builder.sampleRows > 0) {
      for (const empty of this.waiting) if (isNear(empty)) this.drop(empty);
      this.waiting = [];
      this.lastReal = sample;
    } else if (this.lastReal !== undefined && isNear(this.lastReal)) {
      this.drop(sample);
    } else {
      this.waiting.push(sample);
    }
  }

  private drop(sample: number): void {
    this.builder.dropSample(sample);
    this.echoes++;
  }
}
