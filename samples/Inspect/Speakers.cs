using System.Numerics;

namespace AudioIO.Samples.Inspect;

/// <summary>Names of loudspeaker positions: the bits of dwChannelMask in Microsoft's WAVEFORMATEXTENSIBLE, lowest first.</summary>
internal static class Speakers
{
    private static readonly string[] Names =
    [
        "front left", "front right", "front center", "low frequency", "back left", "back right", "front left of center",
        "front right of center", "back center", "side left", "side right", "top center", "top front left", "top front center",
        "top front right", "top back left", "top back center", "top back right",
    ];

    /// <summary>The names of the bits that are set: the channels in this order, the first channel has the lowest bit.</summary>
    public static IReadOnlyList<string> Of(uint mask)
    {
        var names = new List<string>(BitOperations.PopCount(mask));
        for (int bit = 0; bit < 32; bit++)
        {
            if ((mask & (1u << bit)) != 0) names.Add(bit < Names.Length ? Names[bit] : $"bit {bit}");
        }
        return names;
    }
}
