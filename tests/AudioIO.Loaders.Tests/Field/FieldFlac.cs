using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Field;

/// <summary>FLAC files made by hand, as rows of the set.</summary>
internal static class FieldFlac
{
    /// <summary>A file of which nothing is lost.</summary>
    public static FieldFile Sound(FlacFile file, byte[]? bytes = null) =>
        new(bytes ?? file.ToArray(), file.Samples, file.Channels) { Bits = file.Bits };

    /// <summary>A file that has lost runs of FlacFrames of a size.</summary>
    public static FieldFile Damaged(FlacFile file, byte[] bytes, int size, params (int First, int Count)[] lost)
    {
        FrameRange[] ranges = [.. lost.Select(run => new FrameRange((long)run.First * size, (long)(run.First + run.Count) * size))];
        int[] samples = [.. file.Samples];
        foreach (FrameRange range in ranges) samples.AsSpan((int)range.Start * file.Channels, (int)range.Count * file.Channels).Clear();
        return new FieldFile(bytes, samples, file.Channels) { Bits = file.Bits, Lost = ranges };
    }

    /// <summary>FlacFrames of one value each.</summary>
    public static FlacFile Constant(int count, int size)
    {
        var file = new FlacFile { Rate = 8000, MinBlockSize = size, MaxBlockSize = size };
        for (int i = 0; i < count; i++)
            file.Add(new FlacFrameCode { Number = i, Subframes = [SubframeCode.Constant] }, [.. Enumerable.Repeat(100 + i, size)]);
        return file;
    }
}
