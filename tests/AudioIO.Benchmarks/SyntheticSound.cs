namespace AudioIO.Benchmarks;

/// <summary>
/// Sound that compresses like a field recording: 1/f background under a noise floor, slow modulation, insect bands, bird-like chirps
/// with a harmonic, drifting harmonic tones. Pure tones or white noise would mislead a lossless decoder's benchmark. Deterministic by seed.
/// </summary>
internal sealed class SyntheticSound(double rate, int channels, int seed, double floor)
{
    // Paul Kellet's economy pink filter: three one-pole filters and a direct path.
    private static readonly (double Pole, double Gain)[] Pink = [(0.99765, 0.0990460), (0.96300, 0.2965164), (0.57000, 1.0526913)];

    private readonly Random _random = new(seed);
    private readonly double[] _pink = new double[(channels + 1) * Pink.Length];
    private readonly double[] _fish = [83, 641, 812];
    private readonly double[] _phase = new double[3];
    private double _time;
    private (double Start, double Length, double From, double To, double Level) _chirp = (0, 0.2, 3000, 5000, 0.05);
    private double _chirpPhase;
    private double _insectA, _insectB;

    /// <summary>Writes the next frames, interleaved, mostly within ±0.5.</summary>
    public void Next(Span<double> frames)
    {
        double step = 1 / rate;
        for (int i = 0; i < frames.Length; i += channels, _time += step)
        {
            double slow = 0.55 + 0.45 * Math.Sin(_time * 0.37) * Math.Sin(_time * 2.03);
            double shared = floor * 0.25 * slow * NextPink(channels) + Insects() + Chirp(step) + Fish(step);
            for (int channel = 0; channel < channels; channel++)
            {
                double own = floor * (0.35 * NextPink(channel) + 0.6 * Gaussian());
                frames[i + channel] = Math.Clamp(own + shared * (1 - 0.6 * channel / channels), -1, 1);
            }
        }
    }

    private double NextPink(int voice)
    {
        double white = Gaussian();
        double sum = 0.1848 * white;
        for (int k = 0; k < Pink.Length; k++)
        {
            ref double state = ref _pink[voice * Pink.Length + k];
            state = Pink[k].Pole * state + Pink[k].Gain * white;
            sum += state;
        }
        return sum;
    }

    // White noise through a resonance at 0.15 of the rate, gated every 1.7 s.
    private double Insects()
    {
        double gate = Math.Clamp(6 * Math.Sin(2 * Math.PI * _time / 1.7), 0, 1) * (0.6 + 0.4 * Math.Sin(2 * Math.PI * 27 * _time));
        double next = 2 * 0.95 * Math.Cos(2 * Math.PI * 0.15) * _insectA - 0.9025 * _insectB + 0.1 * Gaussian();
        (_insectB, _insectA) = (_insectA, next);
        return 2.2 * floor * gate * next;
    }

    private double Chirp(double step)
    {
        double u = _time - _chirp.Start;
        if (u > _chirp.Length + 0.2)
        {
            _chirp = (_time, 0.04 + 0.31 * _random.NextDouble(), 2000 + 5000 * _random.NextDouble(), 2000 + 5000 * _random.NextDouble(),
                Math.Pow(10, -2.3 + 1.5 * _random.NextDouble()));
            _chirpPhase = 0;
            u = 0;
        }
        if (u > _chirp.Length) return 0;
        _chirpPhase += 2 * Math.PI * step * (_chirp.From + (_chirp.To - _chirp.From) * u / _chirp.Length);
        double envelope = Math.Sin(Math.PI * u / _chirp.Length);
        return _chirp.Level * envelope * envelope * (Math.Sin(_chirpPhase) + 0.15 * Math.Sin(2 * _chirpPhase));
    }

    private double Fish(double step)
    {
        double sum = 0;
        for (int i = 0; i < _fish.Length; i++)
        {
            _phase[i] += 2 * Math.PI * step * _fish[i] * (1 + 0.004 * Math.Sin(_time * 0.2 / (i + 1)));
            (double sine, double cosine) = Math.SinCos(_phase[i]);
            // sin 2x and sin 3x from sin x and cos x: three harmonics for one call.
            sum += 0.02 * (0.6 * sine + 0.36 * 2 * sine * cosine + 0.216 * sine * (3 - 4 * sine * sine));
        }
        return sum;
    }

    // Sum of four uniform values: close enough to normal, and an order cheaper.
    private double Gaussian() =>
        (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 2) * 1.732;
}
