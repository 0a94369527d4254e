using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Export;

/// <summary>FLAC files of one channel whose samples are stored as they are.</summary>
internal static class FlacFiles
{
    public const int BlockSize = 192;

    /// <summary>FlacFrames of <see cref="BlockSize"/> samples, a shorter one at the end.</summary>
    public static FlacFile Of(int[] samples, int bits = 16)
    {
        var file = new FlacFile { Bits = bits, Rate = 8000, MinBlockSize = BlockSize, MaxBlockSize = BlockSize };
        foreach (int[] block in samples.Chunk(BlockSize))
            file.Add(new FlacFrameCode { Number = file.Frames.Count, Bits = bits, Subframes = [SubframeCode.Verbatim] }, block);
        return file;
    }
}
