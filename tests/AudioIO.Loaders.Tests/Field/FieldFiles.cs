using System.Text;

namespace AudioIO.Tests.Field;

/// <summary>
/// Files as recorders, pipes, cards and tools leave them, one builder for each kind of fault that was met in the field. The audio is 16-bit
/// samples that count from 1, unless said otherwise.
/// </summary>
internal static class FieldFiles
{
    public static readonly byte[] Audio = Recordings.Counting(1000);

    public static readonly WaveFormat Mono16 = WaveFormat.Pcm(16);

    /// <summary>A whole recording, or a FLAC's beginning.</summary>
    public static byte[] Whole(string format) => format == "FLAC"
        ? [.. "fLaC"u8, .. new byte[60]]
        : WaveBuilder.File(format, Mono16, Audio);

    /// <summary>A second whole recording behind the first in one file.</summary>
    public static byte[] SecondRecordingBehind(string first, string second) => [.. Whole(first), .. Whole(second)];

    /// <summary>RF64 or BW64 whose data chunk holds a number of its own beside a ds64.</summary>
    public static byte[] SizesThatContradict(string id, uint own, ulong ds64, byte[] behind) =>
        WaveBuilder.Riff(id, uint.MaxValue).Ds64(ds64).Format(Mono16).Data(Audio, own).Raw(behind).ToArray();

    /// <summary>The placeholder that a program leaves which writes into a pipe.</summary>
    public static byte[] PlaceholderOfPipe(uint claim) => WaveBuilder.Riff().Format(Mono16).Data(Audio, claim).ToArray();

    /// <summary>Metadata behind sizes that were never finished.</summary>
    public static byte[] MetadataBehindUnfinishedSizes(string format, uint claim, params string[] ids)
    {
        WaveBuilder builder = WaveBuilder.Of(format);
        if (format is "RF64" or "BW64") builder.Ds64(0);
        byte[] audio = (byte[])Audio.Clone();
        if (builder.Big) for (int i = 0; i < audio.Length; i += 2) Array.Reverse(audio, i, 2);
        builder.Format(Mono16).Data(audio, claim);
        foreach (string id in ids) builder.Chunk(id, Text(id, 101));
        return builder.ToArray();
    }

    /// <summary>A header that a card lost, with the sound behind it.</summary>
    public static byte[] HeaderWipedToZeros()
    {
        byte[] file = WaveBuilder.File(Mono16, Audio);
        file.AsSpan(0, 44).Clear();
        return file;
    }

    /// <summary>A chunk whose id ends with a zero instead of a blank.</summary>
    public static byte[] ChunkIdWithZero() => WaveBuilder.Riff().Chunk("fmt\0", Mono16.ToBytes(false)).Data(Audio).ToArray();

    /// <summary>A data chunk two bytes long over the chunk behind it (Kaleidoscope).</summary>
    public static byte[] DataTwoBytesOverNextChunk() =>
        WaveBuilder.Riff().Format(Mono16).Data(Audio, (ulong)Audio.Length + 2).Chunk("wamd", new byte[40]).ToArray();

    /// <summary>A triggered recording of AudioMoth: sound, a silent stretch of so many buffers of 256 frames, sound, and so on.</summary>
    public static byte[] AudioMothTriggered(int headerBytes, string comment, params uint[] leftOut)
    {
        byte[] list = [.. "INFOICMT"u8, .. BitConverter.GetBytes(384), .. Encoding.ASCII.GetBytes(comment.PadRight(384, '\0'))];
        var builder = WaveBuilder.Riff().Format(Mono16).Chunk("LIST", list);
        builder.Chunk("PAD ", new byte[headerBytes - builder.Length - 16]);
        // The first buffer is short by the header.
        var audio = new List<byte>(Recordings.Noise(512 - (headerBytes % 512)));
        foreach (uint buffers in leftOut)
        {
            for (int i = 0; i < 32; i++) audio.AddRange(BitConverter.GetBytes((short)((buffers >> i & 1) != 0 ? 1 : -1)));
            audio.AddRange(new byte[448]);
            audio.AddRange(Recordings.Noise(1024, (int)buffers));
        }
        return builder.Data([.. audio]).ToArray();
    }

    private static byte[] Text(string seed, int length) => [.. Enumerable.Range(0, length).Select(i => (byte)seed[i % seed.Length])];
}
