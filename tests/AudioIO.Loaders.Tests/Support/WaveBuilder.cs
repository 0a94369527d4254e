using System.Buffers.Binary;
using System.Text;

namespace AudioIO.Tests;

/// <summary>Writes WAV files byte by byte: any container, any header, any lie.</summary>
internal sealed class WaveBuilder
{
    private static readonly byte[] GuidTail = [0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];
    private static readonly byte[] ListTail = [0x2F, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00];

    private readonly List<byte> _bytes = [];
    private readonly bool _isWave64;

    private WaveBuilder(bool big, bool isWave64)
    {
        Big = big;
        _isWave64 = isWave64;
    }

    public bool Big { get; }

    public long Length => _bytes.Count;

    /// <summary>RIFF, RIFX, RF64 or BW64.</summary>
    public static WaveBuilder Riff(string id = "RIFF", uint size = 0, string form = "WAVE")
    {
        var builder = new WaveBuilder(id == "RIFX", false);
        return builder.Text(id).U32(size).Text(form);
    }

    public static WaveBuilder Wave64(ulong size = 0) =>
        new WaveBuilder(false, true).Text("riff").Raw([0x2E, .. ListTail[1..]]).U64(size).Text("wave").Raw(GuidTail);

    /// <summary>A builder of the container's kind.</summary>
    public static WaveBuilder Of(string container) => container switch
    {
        "RIFF" => Riff(),
        "RIFX" => Riff("RIFX"),
        "RF64" => Riff("RF64", uint.MaxValue),
        "BW64" => Riff("BW64", uint.MaxValue),
        "Wave64" => Wave64(),
        _ => throw new ArgumentOutOfRangeException(nameof(container)),
    };

    /// <summary>A whole file: format and audio, with a ds64 chunk where the container has one.</summary>
    public static byte[] File(string container, WaveFormat format, byte[] audio)
    {
        WaveBuilder builder = Of(container);
        if (container is "RF64" or "BW64")
            return builder.Ds64((ulong)audio.Length).Format(format).Data(audio, uint.MaxValue).ToArray();
        return builder.Format(format).Data(audio).ToArray();
    }

    public static byte[] File(WaveFormat format, byte[] audio) => File("RIFF", format, audio);

    /// <summary>A chunk; its header may claim another length, and its pad bytes may be missing.</summary>
    public WaveBuilder Chunk(string id, byte[] payload, ulong? claim = null, bool pad = true)
    {
        if (_isWave64)
        {
            Text(id == "LIST" ? "list" : id).Raw(id == "LIST" ? ListTail : GuidTail).U64(claim ?? (ulong)payload.Length + 24).Raw(payload);
            return pad ? Raw(new byte[-payload.Length & 7]) : this;
        }
        Text(id).U32((uint)(claim ?? (ulong)payload.Length)).Raw(payload);
        return pad ? Raw(new byte[payload.Length & 1]) : this;
    }

    public WaveBuilder Format(WaveFormat format) => Chunk("fmt ", format.ToBytes(Big));

    public WaveBuilder Data(byte[] audio, ulong? claim = null, bool pad = true) => Chunk("data", audio, claim, pad);

    public WaveBuilder Ds64(ulong dataSize, ulong sampleCount = 0, int length = 28, uint tableLength = 0)
    {
        byte[] payload = new byte[28];
        BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(8), dataSize);
        BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(16), sampleCount);
        BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(24), tableLength);
        return Chunk("ds64", payload[..length]);
    }

    public WaveBuilder Text(string text) => Raw(Encoding.Latin1.GetBytes(text));

    public WaveBuilder Raw(byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public WaveBuilder U32(uint value)
    {
        byte[] bytes = BitConverter.GetBytes(value);
        if (Big) Array.Reverse(bytes);
        return Raw(bytes);
    }

    public WaveBuilder U64(ulong value)
    {
        byte[] bytes = BitConverter.GetBytes(value);
        if (Big) Array.Reverse(bytes);
        return Raw(bytes);
    }

    public byte[] ToArray() => _bytes.ToArray();
}
