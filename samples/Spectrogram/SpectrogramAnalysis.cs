namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// The loop over a recording: blocks in, columns of the picture out. Its memory depends on the picture and the spectrum, not on the
/// recording.
/// </summary>
internal static class SpectrogramAnalysis
{
    /// <summary>Computes the levels of the picture.</summary>
    /// <param name="data">The recording.</param>
    /// <param name="plan">What to read.</param>
    /// <param name="options">Channel and rule of the columns.</param>
    /// <param name="rows">Rows of the picture.</param>
    /// <param name="progress">Told the share that was read, 0 to 1.</param>
    public static LevelMap Compute(
        BufferedArray<float> data, AnalysisPlan plan, SpectrogramOptions options, int rows, IProgress<double> progress)
    {
        var map = new LevelMap(plan.Columns, rows);
        var columns = new ColumnAccumulator(map, (plan.FftSize / 2) + 1, options.Rule);
        using var spectra = new SpectrumBatch(plan.FftSize, plan.SpectraPerBlock, Environment.ProcessorCount);
        float[] samples = new float[plan.BlockFrames];

        foreach (FrameSpan<float> block in data.Blocks(plan.BlockFrames, plan.BlockOverlap, plan.ReadStart, plan.ReadStop))
        {
            // A last block may hold less than a spectrum: the tail covers it.
            int count = block.FrameCount < plan.FftSize ? 0 : ((block.FrameCount - plan.FftSize) / plan.Hop) + 1;
            block.CopyChannelTo(options.Channel, samples.AsSpan(0, block.FrameCount));
            spectra.Compute(samples, count, plan.Hop);
            for (int i = 0; i < count; i++) columns.Add(plan.ColumnOf(block.StartFrame + ((long)i * plan.Hop)), spectra.Power(i));
            progress.Report((double)(block.StartFrame + block.FrameCount - plan.ReadStart) / (plan.ReadStop - plan.ReadStart));
        }

        if (plan.TailStart is { } tail)
        {
            FrameSpan<float> last = data.View(tail, (int)Math.Min(plan.FftSize, plan.ReadStop - tail));
            // A recording shorter than a spectrum lies in its middle, where the window lets it pass, with silence around it.
            samples.AsSpan(0, plan.FftSize).Clear();
            last.CopyChannelTo(options.Channel, samples.AsSpan((plan.FftSize - last.FrameCount) / 2, last.FrameCount));
            spectra.Compute(samples, 1, plan.Hop);
            columns.Add(plan.ColumnOf(tail), spectra.Power(0));
        }
        columns.Finish();
        return map;
    }
}
