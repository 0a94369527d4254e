namespace AudioIO.Samples.Spectrogram.Demo;

/// <summary>
/// A band of noise around a frequency, in pulses like the song of insects and frogs, or steady where there are 0 pulses per second.
/// </summary>
internal sealed record Band(
    double Start, double Length, double Amplitude, double Balance, double Hz, double WidthHz, double PulsesPerSecond)
    : Sound(Start, Length, Amplitude, Balance)
{
    // Two resonators in a row: steep enough that a band has no skirts.
    private Resonator _first = new(Hz, WidthHz);
    private Resonator _second = new(Hz, WidthHz);
    private Noise _noise = new((ulong)(Hz + (1000 * Start)));

    protected override double Next(double time)
    {
        double value = _second.Next(_first.Next(_noise.Next()));
        return PulsesPerSecond == 0 ? value : value * Math.Max(0, Math.Sin(2 * Math.PI * PulsesPerSecond * time));
    }

    /// <summary>Two conjugate poles of radius r = exp(−π · width / rate) at the frequency, about as loud there as what goes in.</summary>
    private struct Resonator(double hz, double widthHz)
    {
        private readonly double _radius = Math.Exp(-Math.PI * widthHz / DemoRecording.Rate);
        private readonly double _cosine = Math.Cos(2 * Math.PI * hz / DemoRecording.Rate);
        private double _previous;
        private double _beforeThat;

        public double Next(double value)
        {
            double next = (2 * (1 - _radius) * value) + (2 * _radius * _cosine * _previous) - (_radius * _radius * _beforeThat);
            (_beforeThat, _previous) = (_previous, next);
            return next;
        }
    }
}

/// <summary>A background whose power falls as 1/f, with gusts.</summary>
internal sealed record Wind(double Start, double Length, double Amplitude, double Balance, ulong Seed)
    : Sound(Start, Length, Amplitude, Balance)
{
    private const int Octaves = 11;
    private const double HalfPower = 0.7071067811865476;

    private readonly double[] _share = Shares();
    private readonly double[] _state = new double[Octaves];
    private Noise _noise = new(Seed);
    private double _gust;
    private int _frame;

    protected override double Next(double time)
    {
        // Gusts are slow: a new strength every few milliseconds is fine enough.
        if (_frame++ % 256 == 0) _gust = 1 + (0.35 * Math.Sin(2 * Math.PI * time / 47)) + (0.25 * Math.Sin(2 * Math.PI * time / 19));

        // Low-passes an octave apart, each of half the power of the one below: their sum falls as 1/f.
        double white = _noise.Next();
        double sum = 0;
        double gain = 1;
        for (int i = 0; i < Octaves; i++)
        {
            _state[i] += _share[i] * (white - _state[i]);
            sum += gain * _state[i];
            gain *= HalfPower;
        }
        return sum * _gust;
    }

    /// <summary>How far a low-pass of one pole follows its input within a frame, for corners from 20 Hz on.</summary>
    private static double[] Shares()
    {
        double[] shares = new double[Octaves];
        for (int i = 0; i < Octaves; i++) shares[i] = Math.Min(1, 2 * Math.PI * 20 * (1 << i) / DemoRecording.Rate);
        return shares;
    }
}
