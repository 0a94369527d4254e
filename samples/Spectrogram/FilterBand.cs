using System.Globalization;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>The band of frequencies that a filter lets pass, typed as <c>300..8000</c>, <c>300..</c> or <c>..8000</c>.</summary>
/// <param name="Low">Lower edge in Hz; null for none.</param>
/// <param name="High">Upper edge in Hz; null for none.</param>
internal sealed record FilterBand(double? Low, double? High)
{
    private const int Order = 4;

    /// <summary>Reads a band.</summary>
    /// <returns>False where the text is none, or its edges are not in order.</returns>
    public static bool TryParse(string text, out FilterBand? band)
    {
        band = null;
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0 || !TryParseEdge(text[..dots], out double? low) || !TryParseEdge(text[(dots + 2)..], out double? high)) return false;
        if ((low ?? high) is null || low >= high) return false;
        band = new FilterBand(low, high);
        return true;
    }

    /// <summary>Filters a signal without shifting it in time.</summary>
    /// <exception cref="UsageException">The filter is not possible at this rate.</exception>
    public Signal<float> Apply(Signal<float> signal)
    {
        if ((High ?? Low) >= signal.Rate / 2)
        {
            throw new UsageException(FormattableString.Invariant(
                $"--filter {this}: its edges must lie below half the sampling rate, {signal.Rate / 2} Hz."));
        }
        try
        {
            return signal.FilterZeroPhase(this switch
            {
                { Low: { } low, High: { } high } => Butterworth.BandPass(Order, low, high),
                { Low: { } low } => Butterworth.HighPass(Order, low),
                _ => Butterworth.LowPass(Order, High!.Value),
            });
        }
        // A filter that settles too slowly is refused with the numbers.
        catch (ArgumentException refusal)
        {
            throw new UsageException($"--filter {this}: {refusal.Message}");
        }
    }

    /// <summary>As it is typed.</summary>
    public override string ToString() => FormattableString.Invariant($"{Low}..{High}");

    /// <summary>As it is shown.</summary>
    public string ToText() => this switch
    {
        { Low: { } low, High: { } high } => $"filtered {NumberText.Rate(low)} to {NumberText.Rate(high)}",
        { Low: { } low } => $"filtered from {NumberText.Rate(low)}",
        _ => $"filtered up to {NumberText.Rate(High!.Value)}",
    };

    private static bool TryParseEdge(string text, out double? edge)
    {
        edge = null;
        if (text.Length == 0) return true;
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)) return false;
        edge = value;
        return value > 0 && double.IsFinite(value);
    }
}
