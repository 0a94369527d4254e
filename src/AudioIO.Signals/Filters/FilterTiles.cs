using System.Globalization;

namespace AudioIO.Filters;

/// <summary>How a filter that needs frames around a tile to settle is cut into tiles.</summary>
internal static class FilterTiles
{
    /// <summary>Streams computed side by side: the doubles of the widest vectors.</summary>
    public const int Streams = 8;

    private const int MinFrames = 1 << 14;

    // 32 MiB of floats in a tile: larger ones only where the margin alone is as long.
    private const long MostValues = 1 << 23;

    /// <summary>
    /// The smallest power of two from 8 margins on, at least 2^14: computing the margin again costs an eighth at most. Where a tile of so
    /// many channels had more than 2^23 values, it is smaller, down to the margin.
    /// </summary>
    /// <param name="margin">Frames that the filter needs on a side.</param>
    /// <param name="sides">Number of sides.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="filter">What the filter is, for messages.</param>
    /// <exception cref="ArgumentException">A tile with its margins does not fit into an array.</exception>
    public static int Frames(int margin, int sides, int channels, object filter)
    {
        // Margins are at most 2^24: 2^27 at most.
        int frames = MinFrames;
        while (frames < 8L * margin) frames *= 2;
        while (frames > MinFrames && (long)frames * channels > MostValues && frames / 2 >= margin) frames /= 2;
        long values = (frames + ((long)sides * margin)) * channels;
        if (values > Array.MaxLength)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The {filter} needs {frames + ((long)sides * margin)} frames of {channels} channels at once, {values} values. " +
                $"Expected at most {Array.MaxLength}: select channels or lower the rate first."));
        }
        return frames;
    }

    /// <summary>
    /// Parts of a tile that settle one by one, so that they can be computed side by side in the lanes of vectors: eight streams with those
    /// of the channels, whatever the hardware, so that bits do not depend on it; fewer where a part were shorter than its margin.
    /// </summary>
    public static int Parts(int frames, int margin, int channels)
    {
        int parts = 1;
        while (2 * parts * channels <= Streams && frames / (2 * parts) >= margin) parts *= 2;
        return parts;
    }
}
