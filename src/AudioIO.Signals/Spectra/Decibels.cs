using AudioIO.Lanes;
using AudioIO.Spectra;

namespace AudioIO;

/// <summary>
/// Powers of spectra to decibels, or to bytes for a picture. Exact to 0.0001 dB, and many times faster than a logarithm per value.
/// </summary>
public static class Decibels
{
    /// <summary>Lowest decibels that can be told apart: those of the least normal float, rounded up.</summary>
    public const float Lowest = -379;

    /// <summary>Highest decibels of a float, rounded down.</summary>
    public const float Highest = 385;

    /// <summary>Converts powers: 10 · log₁₀ of each, no lower than <paramref name="floor"/>.</summary>
    /// <param name="powers">
    /// Powers; 1 becomes 0 dB. Zero, negative and denormal ones become <paramref name="floor"/>; infinity and NaN stay.
    /// </param>
    /// <param name="decibels">Room for as many values; may be <paramref name="powers"/> itself.</param>
    /// <param name="floor">Lowest result in dB, from <see cref="Lowest"/> to <see cref="Highest"/>.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="decibels"/> is too short, or overlaps <paramref name="powers"/> without taking its place.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="floor"/> is out of its range.</exception>
    public static unsafe void FromPower(ReadOnlySpan<float> powers, Span<float> decibels, float floor = -200)
    {
        ThrowIfOutside(floor, nameof(floor));
        ThrowIfShort(powers.Length, decibels.Length, nameof(decibels));
        if (powers.Overlaps(decibels, out int offset) && offset != 0)
            throw new ArgumentException("The result may take the place of the powers, but not overlap them elsewhere.", nameof(decibels));
        FromPower(powers, decibels, floor, LaneWidth.Bytes);
    }

    internal static unsafe void FromPower(ReadOnlySpan<float> powers, Span<float> decibels, float floor, int vectorBytes)
    {
        fixed (float* from = powers, to = decibels)
        {
            switch (vectorBytes)
            {
                case 64: DecibelLanes.Convert<Lanes512<float>>(from, to, powers.Length, floor); break;
                case 32: DecibelLanes.Convert<Lanes256<float>>(from, to, powers.Length, floor); break;
                case 16: DecibelLanes.Convert<Lanes128<float>>(from, to, powers.Length, floor); break;
                default: DecibelLanes.Convert<Lane<float>>(from, to, powers.Length, floor); break;
            }
        }
    }

    /// <summary>
    /// Converts powers to bytes for a picture: 0 at <paramref name="low"/> dB and below, 255 at <paramref name="high"/> dB and above,
    /// evenly between them, rounded to the nearest. NaN and what is not above zero become 0.
    /// </summary>
    /// <param name="powers">Powers; 1 is 0 dB.</param>
    /// <param name="bytes">Room for as many values.</param>
    /// <param name="low">Decibels of 0, from <see cref="Lowest"/>.</param>
    /// <param name="high">Decibels of 255, above <paramref name="low"/>, to <see cref="Highest"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="low"/> or <paramref name="high"/> is out of its range.</exception>
    public static void ToBytes(ReadOnlySpan<float> powers, Span<byte> bytes, float low, float high)
    {
        ThrowIfOutside(low, nameof(low));
        ThrowIfOutside(high, nameof(high));
        if (high <= low) throw new ArgumentOutOfRangeException(nameof(high), high, $"Expected more than the {low} dB of {nameof(low)}.");
        ThrowIfShort(powers.Length, bytes.Length, nameof(bytes));
        ToBytes(powers, bytes, low, high, LaneWidth.Bytes);
    }

    internal static unsafe void ToBytes(ReadOnlySpan<float> powers, Span<byte> bytes, float low, float high, int vectorBytes)
    {
        fixed (float* from = powers)
        fixed (byte* to = bytes)
        {
            switch (vectorBytes)
            {
                case 64: DecibelLanes.Pack<Lanes512<float>>(from, to, powers.Length, low, high); break;
                case 32: DecibelLanes.Pack<Lanes256<float>>(from, to, powers.Length, low, high); break;
                case 16: DecibelLanes.Pack<Lanes128<float>>(from, to, powers.Length, low, high); break;
                default: DecibelLanes.Pack<Lane<float>>(from, to, powers.Length, low, high); break;
            }
        }
    }

    private static void ThrowIfOutside(float decibels, string name)
    {
        if (!(decibels >= Lowest && decibels <= Highest))
            throw new ArgumentOutOfRangeException(name, decibels, $"Expected {Lowest} to {Highest} dB.");
    }

    private static void ThrowIfShort(int powers, int room, string name)
    {
        if (room < powers) throw new ArgumentException($"{powers} powers need room for as many values, found room for {room}.", name);
    }
}
