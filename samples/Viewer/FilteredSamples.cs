using System.Globalization;

namespace AudioIO.Samples.Viewer;

/// <summary>What may be laid over the samples: a band-pass and an envelope.</summary>
/// <param name="LowHz">Lower edge of the band; null for none.</param>
/// <param name="HighHz">Upper edge of the band; null for none.</param>
/// <param name="EnvelopeHz">Cutoff of the envelope; null for the samples themselves.</param>
internal readonly record struct Filtering(double? LowHz, double? HighHz, double? EnvelopeHz)
{
    /// <summary>True where nothing is asked for.</summary>
    public bool IsNone => LowHz is null && HighHz is null && EnvelopeHz is null;

    /// <summary>What is wrong with it at a rate; null where nothing is.</summary>
    public string? FaultAt(double rate)
    {
        double half = rate / 2;
        foreach (double? edge in (double?[])[LowHz, HighHz, EnvelopeHz])
        {
            if (edge is { } hertz && !(hertz > 0 && hertz < half))
                return string.Create(CultureInfo.InvariantCulture, $"{hertz:0.###} Hz is not between 0 and {half:0.###} Hz, half the rate.");
        }
        return LowHz >= HighHz ? "The lower edge of the band must lie below the upper one." : null;
    }
}

/// <summary>The samples of the recording, filtered as somebody wants to see or hear them.</summary>
internal sealed class FilteredSamples(Signal<float> samples) : IDisposable
{
    private readonly KeptSignals<Filtering, Signal<float>> _signals = new(8);

    /// <summary>Finds the signal: all channels, at the rate of the recording.</summary>
    /// <exception cref="ArgumentException">There is no such filter at this rate; the message says why.</exception>
    public (Signal<float> Signal, IDisposable Use) Find(Filtering filtering) =>
        filtering.IsNone ? (samples, samples.Use()) : _signals.Find(filtering, Make);

    public void Dispose() => _signals.Dispose();

    private Signal<float> Make(Filtering filtering)
    {
        const int Order = 4;
        Signal<float> filtered = filtering switch
        {
            { LowHz: { } low, HighHz: { } high } => samples.FilterZeroPhase(Butterworth.BandPass(Order, low, high)),
            { LowHz: { } low } => samples.FilterZeroPhase(Butterworth.HighPass(Order, low)),
            { HighHz: { } high } => samples.FilterZeroPhase(Butterworth.LowPass(Order, high)),
            _ => samples,
        };
        return filtering.EnvelopeHz is { } cutoff ? filtered.Envelope(cutoff) : filtered;
    }
}
