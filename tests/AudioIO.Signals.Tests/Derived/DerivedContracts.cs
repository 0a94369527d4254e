using AudioIO.Filters;
using AudioIO.Spectra;
using AudioIO.Tests.Contract;
using AudioIO.Tests.Filters;

namespace AudioIO.Tests.Derived;

public class ChannelSelectionContract : SignalContract<float>
{
    private static readonly float[] Values = Kinds.Noise(700, 1);

    protected override ExpectedFrames<float> Expected { get; } = new([.. Values.Where((_, i) => i % 2 == 1)], 1);

    protected override Signal<float> Create() => new Recording<float>(Values, 2).Channels(1);
}

public class CausalFilterContract : SignalContract<double>
{
    private static readonly double[] Values = [.. Kinds.Noise(700, 2).Select(x => (double)x)];

    protected override ExpectedFrames<double> Expected { get; } = new(PlainFilter.Run(Filter.Sections(8000), Values), 1);

    private static IirFilter Filter => Butterworth.BandPass(2, 500, 1000);

    protected override Signal<double> Create() => new Recording<double>(Values).Filter(Filter);
}

public class HilbertContract : SignalContract<double>
{
    private static readonly double[] Values = [.. Kinds.Noise(350, 5).Select(x => (double)x)];

    protected override ExpectedFrames<double> Expected { get; } = new(Amplitudes(), 1);

    protected override Signal<double> Create() => new Recording<double>(Values).HilbertEnvelope(100, 1e-3);

    private static double[] Amplitudes()
    {
        double[] taps = HilbertTransformer.Taps(100, 1e-3, 8000);
        int half = taps.Length - 1;
        return [.. Values.Select((x, n) =>
        {
            // The values at odd distances, with zeros beyond the ends.
            var padded = new double[taps.Length];
            for (int k = 0; k < taps.Length; k++)
            {
                int frame = n - half + (2 * k);
                padded[k] = frame >= 0 && frame < Values.Length ? Values[frame] : 0;
            }
            var output = new double[1];
            new FirKernel(taps, 0).Run<double>(padded, output, 1, 1);
            return Math.Sqrt((x * x) + (output[0] * output[0]));
        })];
    }
}

public class ResampledContract : SignalContract<float>
{
    private static readonly float[] Values = Kinds.Noise(700, 3);

    protected override ExpectedFrames<float> Expected { get; } = new(Resampled(), 1);

    protected override Signal<float> Create() => new Recording<float>(Values).Resample(6000);

    private static float[] Resampled()
    {
        var plan = new ResamplingPlan(3, 4);
        var output = new float[plan.OutputFrames(Values.Length)];
        (long start, long count) = plan.Needs(0, output.Length);
        var padded = new float[count];
        Values.CopyTo(padded, -start);
        new ResamplingKernel(plan).Run<float>(padded, 0, output, 1, output.Length);
        return output;
    }
}

public class SpectrogramContract : SignalContract<float>
{
    private static readonly float[] Values = Kinds.Noise(900, 4);

    protected override ExpectedFrames<float> Expected { get; } = new(Columns(), 1, 33);

    protected override Signal<float> Create() => new Recording<float>(Values).Spectrogram(64, 20);

    private static float[] Columns()
    {
        double[] window = WindowFunction.Hann.Values(64);
        var transform = new ColumnTransform<float>(window, SpectrumScale.Create(SpectrumScaling.Power, window, 8000));
        var powers = new float[90 * 33];
        transform.Powers([.. Values, .. new float[64]], 20, powers);
        return powers;
    }
}

public class DoubleSpectrogramContract : SignalContract<double>
{
    private static readonly double[] Values = [.. Kinds.Noise(1800, 6).Select(x => (double)x / 3)];

    // Two channels.
    protected override ExpectedFrames<double> Expected { get; } = new(Columns(), 2, 33);

    protected override Signal<double> Create() => new Recording<double>(Values, 2).Spectrogram(64, 20);

    private static double[] Columns()
    {
        double[] window = WindowFunction.Hann.Values(64);
        var transform = new ColumnTransform<double>(window, SpectrumScale.Create(SpectrumScaling.Power, window, 8000));
        var powers = new double[90 * 2 * 33];
        for (int column = 0; column < 90; column++)
        {
            for (int c = 0; c < 2; c++)
            {
                var samples = new double[64];
                for (int n = 0; n < 64 && (column * 20) + n < 1800; n++) samples[n] = Values[(2 * ((column * 20) + n)) + c];
                transform.Powers(samples, 0, powers.AsSpan(((column * 2) + c) * 33, 33));
            }
        }
        return powers;
    }
}
