using AudioIO.Tests;

namespace AudioIO.Fuzz;

/// <summary>
/// Files beside recordings that hold their overviews: an input is such a file. Whatever is in it, what is read is what the samples say; one that
/// does not fit is made anew, never believed.
/// </summary>
internal sealed class OverviewTarget : FuzzTarget
{
    private const int Frames = 20_000;
    private const int Channels = 2;
    private const int Bins = 50;

    private static readonly OverviewIdentity Identity = new() { LengthBytes = 4 * Frames, ModifiedUtc = DateTime.UnixEpoch, Hash = 7 };
    private static readonly byte[] Wave = MakeWave();
    private static readonly short[] Samples = ReadAll();

    public override string Name => "overviews";

    public override IReadOnlyList<byte[]> Seeds { get; } = [Built(Frames), Built(9000), []];

    protected override bool Run(byte[] input, Choices choices)
    {
        string path = NewPath();
        File.WriteAllBytes(path, input);
        try
        {
            using AudioSource source = Files.Open(Wave, AudioLoaderOptions.Default);
            using Signal<short> samples = source.Signal<short>();
            using Overview<short> overview = samples.Overview(OverviewStore.File(path, Identity));
            bool isBelieved = overview.FilledTo > 0;
            Compare(overview);
            overview.Build();
            if (!overview.IsComplete) throw new Finding($"Built, and filled to {overview.FilledTo} of {Frames} frames.");
            Compare(overview);
            return isBelieved;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Compare(Overview<short> overview)
    {
        OverviewBins<short> read = overview.Read(0, Frames, Bins);
        for (int bin = 0; bin < read.Count; bin++)
        {
            FrameRange frames = read.FramesOf(bin);
            for (int channel = 0; channel < Channels && !read.IsEstimate(bin); channel++)
            {
                (short min, short max) = (short.MaxValue, short.MinValue);
                for (long frame = frames.Start; frame < frames.Stop; frame++)
                {
                    short sample = Samples[(frame * Channels) + channel];
                    (min, max) = (Math.Min(min, sample), Math.Max(max, sample));
                }
                if (read.Min(bin, channel) != min || read.Max(bin, channel) != max)
                    throw new Finding($"Frames {frames.Start} to {frames.Stop}: {read.Min(bin, channel)} to {read.Max(bin, channel)}, in truth {min} to {max}.");
            }
        }
    }

    /// <summary>The file of an overview whose building ended at a frame, as a killed program leaves it.</summary>
    private static byte[] Built(int stop)
    {
        string path = NewPath();
        using AudioSource source = Files.Open(Wave, AudioLoaderOptions.Default);
        using (Signal<short> samples = source.Signal<short>())
        using (Overview<short> overview = samples.Overview(OverviewStore.File(path, Identity))) overview.Build();
        byte[] file = File.ReadAllBytes(path);
        File.Delete(path);
        return file[..(int)((long)file.Length * stop / Frames)];
    }

    private static string NewPath() => Files.Scratch("overview");

    private static byte[] MakeWave()
    {
        byte[] audio = new byte[2 * Channels * Frames];
        new Random(1).NextBytes(audio);
        return WaveBuilder.File(WaveFormat.Pcm(16, Channels, 8000), audio);
    }

    private static short[] ReadAll()
    {
        short[] samples = new short[Frames * Channels];
        using AudioSource source = Files.Open(Wave, AudioLoaderOptions.Default);
        source.Read(0, samples.AsSpan());
        return samples;
    }
}
