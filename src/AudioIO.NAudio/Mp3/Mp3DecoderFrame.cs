using NLayer;

namespace AudioIO;

/// <summary>
/// An Mp3Frame as the decoder gets it: with all of its main data, and nothing that it would have to take from those before.
/// </summary>
/// <remarks>
/// Main data may begin up to 511 bytes before the Mp3Frame. NLayer keeps these in a ring of its own, whose state depends on how much went through
/// it, and takes Mp3Frames for ones without data each time that it has come round exactly. Here they are put before the Mp3Frame's own, the side
/// information says that they begin with it, and zeros follow, more than any damaged Mp3Frame reads beyond its end.
/// </remarks>
internal sealed class Mp3DecoderFrame : IMpegFrame
{
    /// <summary>Bytes of zeros: 288 pairs of 47 bits, the most that one channel of a granule can read too far.</summary>
    private const int ZeroBytes = 1 + (288 * 47 / 8);

    /// <summary>Bytes of the decoder's ring: it must not come round exactly.</summary>
    private const int RingBytes = 8192;

    private readonly byte[] _data = new byte[32 + Mp3SideInfo.MaxReservoir + Mp3Header.MaxFrameBytes + ZeroBytes + 1];
    private Mp3Header _header;
    private int _count;
    private int _position; // in bits
    private int _ring; // bytes in the decoder's ring, modulo its length

    public int SampleRate => _header.Rate;

    public int SampleRateIndex => _header.RateIndex;

    public int FrameLength => Mp3Header.Length + _count;

    public int BitRate => _header.BitRate;

    public MpegVersion Version => _header.Version;

    public MpegLayer Layer => MpegLayer.LayerIII;

    public MpegChannelMode ChannelMode => _header.Mode;

    public int ChannelModeExtension => _header.ModeExtension;

    public int SampleCount => _header.FrameCount;

    public int BitRateIndex => _header.BitRateIndex;

    public bool IsCopyrighted => false;

    // The bytes of the CRC are left out.
    public bool HasCrc => false;

    public bool IsCorrupted => false;

    /// <summary>Says that the decoder was reset.</summary>
    public void Restart() => _ring = 0;

    /// <summary>Sets the Mp3Frame.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="sideInfo">Its side information.</param>
    /// <param name="before">Its main data that lie before it, up to 511 bytes.</param>
    /// <param name="own">The bytes behind its side information.</param>
    public void Set(Mp3Header header, ReadOnlySpan<byte> sideInfo, ReadOnlySpan<byte> before, ReadOnlySpan<byte> own)
    {
        _header = header;
        sideInfo.CopyTo(_data);
        Mp3SideInfo.ClearMainDataBegin(header, _data);
        before.CopyTo(_data.AsSpan(sideInfo.Length));
        own.CopyTo(_data.AsSpan(sideInfo.Length + before.Length));
        int mainData = before.Length + own.Length + ZeroBytes;
        if ((_ring + mainData) % RingBytes == 0) mainData++;
        _ring = (_ring + mainData) % RingBytes;
        _count = sideInfo.Length + mainData;
        _data.AsSpan(sideInfo.Length + before.Length + own.Length).Clear();
        _position = 0;
    }

    public void Reset() => _position = 0;

    /// <summary>Up to 25 bits, the first one the highest; −1 behind the end.</summary>
    public int ReadBits(int bitCount)
    {
        int offset = _position >> 3;
        if (bitCount == 8 && (_position & 7) == 0 && offset < _count)
        {
            _position += 8;
            return _data[offset];
        }
        if (_position + bitCount > 8 * _count) return -1;
        uint value = 0;
        for (int i = 0; i < 4; i++) value = (value << 8) | (offset + i < _count ? _data[offset + i] : 0u);
        value <<= _position & 7;
        _position += bitCount;
        return (int)(value >> (32 - bitCount));
    }
}
