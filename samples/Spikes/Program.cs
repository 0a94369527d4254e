using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spikes;

/// <summary>Spikes in a recording of many electrodes, as lines of CSV: when, on which channel, how low.</summary>
internal static class Program
{
    private const double DeadTime = 1e-3; // seconds

    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    public static int Run(string[] args, TextWriter output, TextWriter error) => Application.Run(() => Print(args, output), error);

    private static void Print(string[] args, TextWriter output)
    {
        if (args is not [string path]) throw new UsageException("Expected a recording, as in: Spikes probe.wav > spikes.csv");
        using AudioLoader<float> data = AudioLoader.Open(path);
        using BufferedArray<float> traces = data.Signal
            .FilterZeroPhase(Butterworth.BandPass(order: 3, 300, 6000))
            .CommonReference(ReferenceKind.Median)
            .Buffered();
        output.WriteLine("seconds,channel,lowest");
        foreach ((long frame, int channel, float lowest) in Find(traces))
            output.WriteLine(FormattableString.Invariant($"{frame / data.Rate:0.00000},{channel},{lowest:0.00000}"));
    }

    /// <summary>Values below the threshold of their channel; of those within the dead time of each other, the lowest.</summary>
    private static List<(long Frame, int Channel, float Lowest)> Find(BufferedArray<float> traces)
    {
        float[] thresholds = [.. Enumerable.Range(0, traces.Channels).Select(channel => ThresholdOf(traces, channel))];
        int[] latest = [.. thresholds.Select(_ => -1)]; // of every channel, its place among those found
        var found = new List<(long Frame, int Channel, float Lowest)>();
        foreach (FrameSpan<float> block in traces.Blocks(1 << 14))
        {
            for (int i = 0; i < block.Span.Length; i++)
            {
                (int n, int c) = Math.DivRem(i, traces.Channels);
                if (block.Span[i] >= thresholds[c]) continue;
                (long Frame, int, float Lowest) spike = (block.StartFrame + n, c, block.Span[i]);
                bool isKnown = latest[c] >= 0 && spike.Frame <= found[latest[c]].Frame + (DeadTime * traces.Rate);
                if (isKnown && spike.Lowest < found[latest[c]].Lowest) found[latest[c]] = spike;
                if (isKnown) continue;
                latest[c] = found.Count;
                found.Add(spike);
            }
        }
        return found;
    }

    /// <summary>Five standard deviations of the noise, which are median |x| / 0.6745 whatever the spikes, below 0.</summary>
    private static float ThresholdOf(BufferedArray<float> traces, int channel)
    {
        int frames = (int)Math.Min(10 * traces.Rate, traces.Frames);
        float[] middle = traces.Read((traces.Frames - frames) / 2, frames, channel);
        return -5 * middle.Select(Math.Abs).Order().ElementAt(frames / 2) / 0.6745f;
    }
}
