namespace AudioIO.Samples.Spectrogram.Demo;

/// <summary>A tone that glides evenly from one frequency to another, with overtones of falling strength and, on request, vibrato.</summary>
internal sealed record Tone(double Start, double Length, double Amplitude, double Balance, double FromHz, double ToHz)
    : Sound(Start, Length, Amplitude, Balance)
{
    private Partials _partials;

    /// <summary>Number of partials, the fundamental included.</summary>
    public int Partials { get; init; } = 1;

    /// <summary>Depth of the vibrato relative to the frequency; it swings 5 times a second.</summary>
    public double Vibrato { get; init; }

    protected override double Next(double time)
    {
        double glide = FromHz + ((ToHz - FromHz) * time / Length);
        return _partials.Next(glide * (1 + (Vibrato * Math.Sin(2 * Math.PI * 5 * time))), Partials);
    }
}

/// <summary>An aeroplane that passes: near it is loud, and the fundamental that its pilot hears falls by the Doppler effect.</summary>
internal sealed record Flyby(double Start, double Length, double Amplitude, double Balance, double Hz)
    : Sound(Start, Length, Amplitude, Balance)
{
    private const double MetresPerSecond = 70;
    private const double SpeedOfSound = 343;
    private const double LeastDistance = 350;

    private Partials _partials;

    protected override double Next(double time)
    {
        double along = MetresPerSecond * (time - (Length / 2));
        double distance = Math.Sqrt((along * along) + (LeastDistance * LeastDistance));
        double frequency = Hz / (1 + (MetresPerSecond / SpeedOfSound * along / distance));
        return _partials.Next(frequency, count: 18) * LeastDistance / distance;
    }
}

/// <summary>The oscillator behind tones: partial k has 1/k of the amplitude of the first.</summary>
internal struct Partials
{
    private double _phase;

    /// <summary>The next sample.</summary>
    /// <param name="frequency">Fundamental in Hz.</param>
    /// <param name="count">Number of partials; those above half the sampling rate are left out.</param>
    public double Next(double frequency, int count)
    {
        _phase += 2 * Math.PI * frequency / DemoRecording.Rate;
        (double sine, double cosine) = Math.SinCos(_phase);
        double sum = sine;
        double previous = 0;
        for (int k = 2; k <= count && k * frequency < DemoRecording.Rate / 2.0; k++)
        {
            // sin(kx) = 2 cos(x) sin((k−1)x) − sin((k−2)x)
            (previous, sine) = (sine, (2 * cosine * sine) - previous);
            sum += sine / k;
        }
        return sum;
    }
}
