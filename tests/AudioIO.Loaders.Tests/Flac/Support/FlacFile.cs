using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AudioIO.Tests.Flac;

/// <summary>A FLAC file made by hand: what its header says, its FlacFrames, and the samples that they hold.</summary>
internal sealed class FlacFile
{
    /// <summary>Every way to decode: without vectors, and with those of each width that this processor has.</summary>
    public static IReadOnlyList<FlacLaneKernel?> Ways { get; } = [null, .. FlacLaneKernel.Supported];

    public int Rate { get; set; } = 44100;

    public int Bits { get; set; } = 16;

    public int Channels { get; set; } = 1;

    public int MinBlockSize { get; set; } = 16;

    public int MaxBlockSize { get; set; } = 16;

    /// <summary>Null for the truth.</summary>
    public long? TotalFrames { get; set; }

    public byte[]? Md5 { get; set; }

    /// <summary>Metadata behind STREAMINFO: type and payload.</summary>
    public List<(int Type, byte[] Payload)> Metadata { get; } = [];

    public List<byte[]> Frames { get; } = [];

    public List<byte[]> Trailer { get; } = [];

    /// <summary>Interleaved samples of all FlacFrames.</summary>
    public List<int> Samples { get; } = [];

    /// <summary>First frame of each FlacFrame.</summary>
    public List<long> Starts { get; } = [];

    public long FrameCount => Samples.Count / Channels;

    public byte[] Header
    {
        get
        {
            List<byte> bytes = [.. "fLaC"u8, .. Block(0, StreamInfo(), Metadata.Count == 0)];
            for (int i = 0; i < Metadata.Count; i++) bytes.AddRange(Block(Metadata[i].Type, Metadata[i].Payload, i == Metadata.Count - 1));
            return [.. bytes];
        }
    }

    /// <summary>Adds a FlacFrame of samples given channel by channel.</summary>
    public FlacFile Add(FlacFrameCode code, params int[][] channels)
    {
        Starts.Add(FrameCount);
        Frames.Add(code.Build(channels));
        for (int i = 0; i < channels[0].Length; i++)
            foreach (int[] channel in channels) Samples.Add(channel[i]);
        return this;
    }

    public byte[] ToArray() => [.. Header, .. Frames.SelectMany(frame => frame), .. Trailer.SelectMany(trailer => trailer)];

    /// <summary>Position of FlacFrame <paramref name="index"/>.</summary>
    public int PositionOf(int index) => Header.Length + Frames.Take(index).Sum(frame => frame.Length);

    public static FlacSource Open(byte[] file, DamagePolicy onDamage = DamagePolicy.Throw,
        long wholeWalkBytes = FlacLength.DefaultWholeWalkBytes, int threads = 1)
    {
        var bytes = new StreamByteSource(new MemoryStream(file), leaveOpen: false);
        long start = Id3v2.Skip(new HeaderReader(bytes, new DiagnosticLog()), 0);
        var options = new AudioLoaderOptions { OnDamage = onDamage, MaxDecodingThreads = threads };
        return FlacSource.Open(bytes, start, options, wholeWalkBytes);
    }

    public static int[] ReadAll(FlacSource source)
    {
        int[] samples = new int[source.Info.Frames * source.Info.Channels];
        source.Read(0, samples.AsSpan());
        return samples;
    }

    public byte[] TrueMd5()
    {
        int bytes = (Bits + 7) / 8;
        byte[] packed = new byte[Samples.Count * bytes];
        for (int i = 0; i < packed.Length; i++) packed[i] = (byte)(Samples[i / bytes] >> (8 * (i % bytes)));
#pragma warning disable CA5351 // The format stores MD5.
        return MD5.HashData(packed);
#pragma warning restore CA5351
    }

    public static byte[] Block(int type, byte[] payload, bool last) =>
        [(byte)(type | (last ? 0x80 : 0)), (byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, .. payload];

    public byte[] StreamInfo()
    {
        byte[] payload = new byte[34];
        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)MinBlockSize);
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(2), (ushort)MaxBlockSize);
        ulong packed = ((ulong)Rate << 44) | ((ulong)(Channels - 1) << 41) | ((ulong)(Bits - 1) << 36) | (ulong)(TotalFrames ?? FrameCount);
        BinaryPrimitives.WriteUInt64BigEndian(payload.AsSpan(10), packed);
        (Md5 ?? TrueMd5()).CopyTo(payload, 18);
        return payload;
    }
}
