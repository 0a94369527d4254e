namespace AudioIO.Samples.Spectrogram.Demo;

/// <summary>A sound with a place in time and in the stereo picture.</summary>
/// <param name="Start">Start in seconds.</param>
/// <param name="Length">Length in seconds.</param>
/// <param name="Amplitude">Largest amplitude of one partial, or the range of the noise; 1 is full scale.</param>
/// <param name="Balance">0 is left alone, 1 right alone.</param>
internal abstract record Sound(double Start, double Length, double Amplitude, double Balance)
{
    /// <summary>Part of the length, at each end, in which the sound grows and fades.</summary>
    public double Fade { get; init; } = 0.5;

    /// <summary>The sound at a time, before amplitude and fades. Asked for one frame after the other.</summary>
    /// <param name="time">Seconds since its start.</param>
    /// <param name="rate">Frames per second in Hz.</param>
    protected abstract double Next(double time, int rate);

    /// <summary>Adds the sound to a block.</summary>
    /// <param name="samples">Interleaved frames of two channels.</param>
    /// <param name="startFrame">First frame of the block; blocks follow each other without gaps.</param>
    /// <param name="rate">Frames per second in Hz.</param>
    public void AddTo(Span<float> samples, long startFrame, int rate)
    {
        long first = Math.Max((long)(Start * rate), startFrame);
        long last = Math.Min((long)((Start + Length) * rate), startFrame + (samples.Length / 2));
        for (long frame = first; frame < last; frame++)
        {
            double time = ((double)frame / rate) - Start;
            double value = Amplitude * Envelope(time / Length) * Next(time, rate);
            int i = (int)(2 * (frame - startFrame));
            samples[i] += (float)(value * Math.Min(1, 2 - (2 * Balance)));
            samples[i + 1] += (float)(value * Math.Min(1, 2 * Balance));
        }
    }

    /// <summary>Raised cosines at both ends.</summary>
    private double Envelope(double place)
    {
        double edge = Math.Min(place, 1 - place) / Fade;
        return edge >= 1 ? 1 : edge <= 0 ? 0 : 0.5 - (0.5 * Math.Cos(Math.PI * edge));
    }
}

/// <summary>A tone that glides evenly from one frequency to another, with overtones of falling strength and, on request, vibrato.</summary>
internal sealed record Tone(double Start, double Length, double Amplitude, double Balance, double FromHz, double ToHz)
    : Sound(Start, Length, Amplitude, Balance)
{
    private double _phase;

    /// <summary>Number of partials, the fundamental included; partial k has 1/k of its amplitude.</summary>
    public int Partials { get; init; } = 1;

    /// <summary>Depth of the vibrato relative to the frequency; it swings 5 times a second.</summary>
    public double Vibrato { get; init; }

    protected override double Next(double time, int rate)
    {
        double frequency = FromHz + ((ToHz - FromHz) * time / Length);
        frequency *= 1 + (Vibrato * Math.Sin(2 * Math.PI * 5 * time));
        _phase += 2 * Math.PI * frequency / rate;

        // sin(kx) = 2 cos(x) sin((k−1)x) − sin((k−2)x)
        (double sine, double cosine) = Math.SinCos(_phase);
        double previous = 0;
        double sum = sine;
        for (int k = 2; k <= Partials && k * frequency < rate / 2; k++)
        {
            (previous, sine) = (sine, (2 * cosine * sine) - previous);
            sum += sine / k;
        }
        return sum;
    }
}

/// <summary>Noise around a frequency that beats like the song of insects or frogs.</summary>
internal sealed record Band(double Start, double Length, double Amplitude, double Balance, double Hz, double WidthHz, double BeatsPerSecond)
    : Sound(Start, Length, Amplitude, Balance)
{
    private Noise _noise = new((ulong)(Hz + (1000 * Start)));
    private double _previous;
    private double _beforeThat;

    protected override double Next(double time, int rate)
    {
        // A resonator: two conjugate poles of radius r at the frequency; (1 − r) keeps its loudness independent of the width.
        double radius = Math.Exp(-Math.PI * WidthHz / rate);
        double resonance = ((1 - radius) * _noise.Next()) + (2 * radius * Math.Cos(2 * Math.PI * Hz / rate) * _previous) - (radius * radius * _beforeThat);
        (_beforeThat, _previous) = (_previous, resonance);
        double beat = BeatsPerSecond == 0 ? 1 : Math.Max(0, Math.Sin(2 * Math.PI * BeatsPerSecond * time));
        return resonance * beat;
    }
}

/// <summary>A background whose power falls as 1/f, with gusts: white noise through low-passes an octave apart, each half as strong as the one below.</summary>
internal sealed record Wind(double Start, double Length, double Amplitude, double Balance, ulong Seed)
    : Sound(Start, Length, Amplitude, Balance)
{
    private const int Octaves = 11;

    private readonly double[] _state = new double[Octaves];
    private Noise _noise = new(Seed);

    protected override double Next(double time, int rate)
    {
        double white = _noise.Next();
        double sum = 0;
        double corner = 20;
        double gain = 1;
        for (int i = 0; i < Octaves; i++, corner *= 2, gain /= Math.Sqrt(2))
        {
            // One pole; 1/√2 of the amplitude per octave is half the power, as 1/f asks for.
            double share = Math.Min(1, 2 * Math.PI * corner / rate);
            _state[i] += share * (white - _state[i]);
            sum += gain * _state[i];
        }
        double gusts = 1 + (0.5 * Math.Sin(2 * Math.PI * time / 47)) + (0.3 * Math.Sin(2 * Math.PI * time / 19));
        return sum * gusts;
    }
}
