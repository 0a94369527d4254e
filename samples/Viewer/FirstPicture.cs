namespace AudioIO.Samples.Viewer;

/// <summary>
/// What the page asks for first: the whole recording, as coarse as a window shows it. It is made before anybody asks, while the server is
/// still built: most of the time that a first answer takes is that of compiling what it is made by, and of finding the places in the file.
/// </summary>
internal static class FirstPicture
{
    /// <summary>Pixels of the plots in windows of 1280 and 1920 pixels.</summary>
    private static readonly int[] UsualWidths = [1208, 1848];

    /// <summary>The size of spectra that the page begins with.</summary>
    private const int Size = 1024;

    /// <summary>Frames of a column, of which the page shows one for every pixel: powers of two, without repetitions.</summary>
    public static IEnumerable<long> Steps(long frames) => UsualWidths.Select(width => StepAt(frames, width)).Distinct();

    /// <summary>The page itself, behind the token.</summary>
    public const string Page = "";

    /// <summary>What the page asks the server for when it is opened.</summary>
    public static IEnumerable<string> Paths(long frames)
    {
        long step = Steps(frames).First();
        return ["recording", "labels", "condition", $"waveform?step={step}&index=0", $"spectrogram?size={Size}&step={step}&index=0&quality=1"];
    }

    /// <summary>Makes the tiles and forgets them; what they were made of is kept for a while.</summary>
    public static void Make(ViewerContent content, CancellationToken end)
    {
        Signal<float> samples = content.Recording.Samples;
        foreach (long step in Steps(samples.Frames))
        {
            for (long index = 0; index * SpectrogramTiles.Columns * step < samples.Frames; index++)
            {
                content.Courtesy.Report(0); // who already asks knows how wide the window is
                content.Spectrograms.Compute(new SpectrogramRequest(Channel: 0, Size, step, index, IsPeak: true, Quality: 1), end);
            }
            for (long index = 0; index * WaveformTiles.Bins * step < samples.Frames; index++)
                content.Waveforms.Compute(new WaveformRequest(step, index, default), end);
        }
    }

    private static long StepAt(long frames, int width)
    {
        // No finer than the page asks for spectrograms of this size.
        double perPixel = Math.Max(Size / 32, frames / (double)width);
        return 1L << (int)Math.Round(Math.Log2(perPixel));
    }
}
