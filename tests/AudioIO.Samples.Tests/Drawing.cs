using AudioIO.Samples.Spectrogram;

namespace AudioIO.Samples.Tests;

/// <summary>Computes what a picture shows, without drawing it.</summary>
internal static class Drawing
{
    public static ChannelLevels[] Compute(
        Signal<float> signal, SpectrogramOptions options, int columns, int rows, IProgress<double>? progress = null)
    {
        AnalysisPlan plan = AnalysisPlan.Create(options, signal.Rate, signal.Frames, columns);
        int[] channels = options.Channel is { } channel ? [channel] : [.. Enumerable.Range(0, signal.Channels)];
        return SpectrogramAnalysis.Compute(
            signal, plan, options, FrequencyScale.Create(options, signal.Rate), channels, rows, progress ?? new Reports(_ => { }));
    }

    /// <summary>Tells reports at once, on the thread that reports.</summary>
    internal sealed class Reports(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
