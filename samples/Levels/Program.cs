using System.Globalization;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Levels;

/// <summary>
/// Sound levels per minute and third-octave band of the first channel, in dB, as lines of CSV. What the numbers in a file mean, a recording
/// of a calibrator tells: a tone of 1 kHz whose level is known.
/// </summary>
internal static class Program
{
    // IEC 61260-1, base ten: band x lies around 10^(x / 10) Hz. Its name is that number, rounded as these are.
    private static readonly double[] Names = [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8];

    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    public static int Run(string[] args, TextWriter output, TextWriter error) => Application.Run(() => Print(args, output), error);

    private static void Print(string[] args, TextWriter output)
    {
        if (args is not [string calibrator, string decibels, .. { Length: > 0 } paths] || !double.TryParse(decibels, CultureInfo.InvariantCulture, out double level))
            throw new UsageException("Expected a calibrator, its decibels, and recordings, as in: Levels calibrator.wav 94 2024*.wav > levels.csv");
        using AudioLoader<float> tone = AudioLoader.Open(calibrator), data = AudioLoader.Open(paths);
        if (tone.Frames == 0) throw new UsageException($"{calibrator} holds no sound.");
        // Half of the seconds are the tone alone, without the hands that put the calibrator on and off.
        double[] seconds = [.. LevelsOf(tone.Signal, 30, seconds: 1).Order()];
        double fullScale = level - seconds[seconds.Length / 2];

        int[] bands = [.. Enumerable.Range(14, 100).TakeWhile(x => FrequencyOf(x + 0.5) < data.Rate / 2)]; // from 25 Hz on
        double[][] levels = [.. bands.AsParallel().AsOrdered().Select(x => LevelsOf(data.Signal, x, seconds: 60))];
        output.WriteLine("time," + string.Join(',', bands.Select(x => Invariant($"{Names[x % 10] * Math.Pow(10, x / 10)}"))));
        int minute = 0;
        foreach (FrameRange stretch in data.Signal.ContinuousRanges)
        {
            // Minutes begin anew where the recorder did.
            for (long start = stretch.Start; start < stretch.Stop; start += data.FrameAt(60), minute++)
            {
                string time = data.ClockAt(start) is { } clock ? Invariant($"{clock:s}") : $"{data.TimeAt(start)}";
                output.WriteLine(time + "," + string.Join(',', levels.Select(band => Invariant($"{fullScale + band[minute]:0.0}"))));
            }
        }
    }

    /// <summary>The levels of a band, in dB of the mean square 1, one after the other.</summary>
    private static double[] LevelsOf(Signal<float> sound, int x, double seconds)
    {
        IirFilter band = Butterworth.BandPass(order: 3, FrequencyOf(x - 0.5), FrequencyOf(x + 0.5));
        using BufferedArray<float> rms = sound.Channels(0).Filter(band).Rms((int)sound.FrameAt(seconds)).Buffered();
        return [.. rms[.., 0].Select(value => 20 * Math.Log10(value))];
    }

    private static double FrequencyOf(double x) => Math.Pow(10, x / 10);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
