using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AudioIO.Samples.Tests;

/// <summary>Writes 16-bit PCM with the plainest header there is, of 44 bytes.</summary>
internal sealed class PlainWave : IDisposable
{
    private const int HeaderBytes = 44;

    private readonly FileStream _file;
    private readonly int _rate;
    private readonly int _channels;
    private byte[] _bytes = [];

    public PlainWave(string path, int rate, int channels)
    {
        (_rate, _channels) = (rate, channels);
        _file = File.Create(path);
        _file.Write(new byte[HeaderBytes]);
    }

    /// <summary>Appends frames.</summary>
    /// <param name="samples">Interleaved, −1 to 1; what lies beyond is clipped.</param>
    public void Write(ReadOnlySpan<float> samples)
    {
        if (_bytes.Length < 2 * samples.Length) _bytes = new byte[2 * samples.Length];
        Span<short> integers = MemoryMarshal.Cast<byte, short>(_bytes.AsSpan(0, 2 * samples.Length));
        for (int i = 0; i < samples.Length; i++)
        {
            short value = (short)Math.Clamp(MathF.Round(samples[i] * 32768), short.MinValue, short.MaxValue);
            integers[i] = BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value);
        }
        _file.Write(_bytes, 0, 2 * samples.Length);
    }

    /// <summary>Completes the header and closes the file.</summary>
    public void Dispose()
    {
        // A WAV file counts its bytes with 32 bits.
        uint dataBytes = checked((uint)(_file.Length - HeaderBytes));
        Span<byte> header = stackalloc byte[HeaderBytes];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], dataBytes + HeaderBytes - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)_channels);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], (uint)_rate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)(_rate * _channels * 2));
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], (ushort)(_channels * 2));
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], dataBytes);
        _file.Position = 0;
        _file.Write(header);
        _file.Dispose();
    }
}
