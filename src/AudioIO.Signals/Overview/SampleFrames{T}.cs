using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>Samples of a signal for bins: frames that are damaged become such without a value, where the type has one.</summary>
internal static class SampleFrames<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private static readonly T NoValue = T.CreateTruncating(double.NaN);

    /// <summary>Reads frames; those that the file has lost are NaN.</summary>
    /// <exception cref="Exception">What reading throws, unless it names the frames that are damaged and there is a NaN.</exception>
    public static void Read(Signal<T> signal, long start, Span<T> destination)
    {
        try
        {
            signal.Read(start, destination);
        }
        catch (Exception fault) when (fault is IFrameDamage { StartFrame: not null, FrameCount: not null } && T.IsNaN(NoValue))
        {
            ReadAround(signal, start, destination);
        }
    }

    private static void ReadAround(Signal<T> signal, long start, Span<T> destination)
    {
        int bin = OverviewShape.BinFrames * signal.Channels;
        while (!destination.IsEmpty)
        {
            Span<T> part = destination[..Math.Min(bin, destination.Length)];
            try
            {
                signal.Read(start, part);
            }
            catch (Exception fault) when (fault is IFrameDamage { StartFrame: not null, FrameCount: not null })
            {
                part.Fill(NoValue);
            }
            start += part.Length / signal.Channels;
            destination = destination[part.Length..];
        }
    }
}
