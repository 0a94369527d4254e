namespace AudioIO.Tests;

/// <summary>
/// Makes MP3 files without an encoder: Mp3Frames whose side information is valid and otherwise random, and whose main data are random bits. What they sound
/// like is noise, and every decoder makes the same of it.
/// </summary>
internal sealed class Mp3Maker(int seed)
{
    private readonly Random _random = new(seed);
    private int _rest; // of bytes, times the rate
    private int _leftOver; // bytes of main data of the last Mp3Frame that were not its own

    /// <summary>The version as the header has it: 3 for MPEG 1, 2 for MPEG 2, 0 for MPEG 2.5.</summary>
    public int Version { get; init; } = 3;

    /// <summary>0 to 2: 44.1, 48 and 32 kHz, or halves and quarters of it.</summary>
    public int RateIndex { get; init; }

    /// <summary>0 stereo, 1 joint stereo, 2 two channels, 3 mono.</summary>
    public int Mode { get; init; } = 3;

    /// <summary>Extensions of joint stereo that are used, each with two bits: 2 is middle and side.</summary>
    public int[] Extensions { get; init; } = [0, 2];

    /// <summary>True to protect the side information.</summary>
    public bool HasCrc { get; init; }

    /// <summary>Indices of the bit rates that are used.</summary>
    public int[] BitRates { get; init; } = [9];

    /// <summary>True for a stream whose Mp3Frames leave their main data to later ones until these can have no more.</summary>
    public bool Saves { get; init; }

    /// <summary>False for a stream of which every Mp3Frame stands on its own.</summary>
    public bool UsesReservoir { get; init; } = true;

    public int Channels => Mode == 3 ? 1 : 2;

    public int FrameCount => Version == 3 ? 1152 : 576;

    public int Rate => (Version switch { 3 => 1, 2 => 2, _ => 4 }, RateIndex) switch
    {
        var (divisor, index) => new[] { 44_100, 48_000, 32_000 }[index] / divisor,
    };

    private int[] Kilobits => Version == 3
        ? [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
        : [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    private int SideInfoBytes => Version == 3 ? (Channels == 1 ? 17 : 32) : (Channels == 1 ? 9 : 17);

    /// <summary>Makes a file of so many Mp3Frames.</summary>
    public byte[] Make(int frames) => [.. Frames(frames).SelectMany(frame => frame)];

    /// <summary>Makes Mp3Frames, each with its own bytes.</summary>
    public byte[][] Frames(int frames) => [.. Enumerable.Range(0, frames).Select(_ => Frame())];

    /// <summary>An Mp3Frame without sound that holds a tag.</summary>
    public byte[] TagFrame(byte[] tag, int bitRate = 9)
    {
        byte[] frame = new byte[Length(bitRate, padding: 0)];
        Header(frame, bitRate, 0, 0, hasCrc: false);
        tag.CopyTo(frame, 4 + SideInfoBytes);
        return frame;
    }

    /// <summary>The tag Info or Xing with what LAME adds to it.</summary>
    public static byte[] InfoTag(string name, int frames, int delay, int padding, string encoder = "LAME3.100")
    {
        var tag = new List<byte>();
        tag.AddRange(name.Select(c => (byte)c));
        tag.AddRange([0, 0, 0, 0x0F, .. Big(frames), .. Big(0), .. new byte[100], .. Big(50)]);
        tag.AddRange(encoder.PadRight(9)[..9].Select(c => (byte)c));
        tag.AddRange(new byte[12]);
        int delays = (delay << 12) | padding;
        tag.AddRange([(byte)(delays >> 16), (byte)(delays >> 8), (byte)delays, .. new byte[12]]);
        return [.. tag];
    }

    private static byte[] Big(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    private byte[] Frame()
    {
        int bitRate = BitRates[_random.Next(BitRates.Length)];
        byte[] frame = new byte[Length(bitRate, Padding(bitRate))];
        _random.NextBytes(frame);
        int padding = frame.Length - Length(bitRate, 0);
        int extension = Mode == 1 ? Extensions[_random.Next(Extensions.Length)] : 0;
        Header(frame, bitRate, padding, extension, HasCrc);
        int offset = 4 + (HasCrc ? 2 : 0);
        int own = frame.Length - offset - SideInfoBytes;
        int before = UsesReservoir ? Math.Min(_leftOver, IsSaving(_leftOver) ? 255 : _random.Next(Version == 3 ? 512 : 256)) : 0;
        int available = before + own;
        // Some are left: what is read by a code that ends beyond its part must be there.
        int used = IsSaving(available) ? 0 : Math.Max(0, _random.Next(4 * available, 8 * available) - 32);
        SideInfo(before, used, (extension & 1) != 0).CopyTo(frame, offset);
        _leftOver = available - ((used + 7) / 8);
        if (HasCrc) Protect(frame);
        return frame;
    }

    /// <summary>A byte where those that the bit rate leaves over have become one, as encoders do it; any where it changes.</summary>
    private int Padding(int bitRate)
    {
        if (BitRates.Length > 1) return _random.Next(2);
        _rest += FrameCount / 8 * Kilobits[bitRate] * 1000 % Rate;
        if (_rest < Rate) return 0;
        _rest -= Rate;
        return 1;
    }

    private bool IsSaving(int available) => Saves && available < 255;

    private int Length(int bitRate, int padding) => (FrameCount / 8 * Kilobits[bitRate] * 1000 / Rate) + padding;

    private void Header(byte[] frame, int bitRate, int padding, int extension, bool hasCrc)
    {
        frame[0] = 0xFF;
        frame[1] = (byte)(0xE2 | (Version << 3) | (hasCrc ? 0 : 1));
        frame[2] = (byte)((bitRate << 4) | (RateIndex << 2) | (padding << 1));
        frame[3] = (byte)((Mode << 6) | (extension << 4));
    }

    // ISO/IEC 11172-3 §2.4.1.7 and 13818-3 §2.4.1.7.
    private byte[] SideInfo(int before, int mainDataBits, bool hasIntensity)
    {
        var bits = new List<(int Value, int Count)>();
        int granules = Version == 3 ? 2 : 1, parts = granules * Channels;
        bits.Add((before, Version == 3 ? 9 : 8));
        bits.Add((0, Version == 3 ? (Channels == 1 ? 5 : 3) : Channels));
        bool[] isShort = [.. Enumerable.Range(0, parts).Select(_ => _random.Next(4) == 0)];
        bool[] isMixed = [.. Enumerable.Range(0, parts).Select(_ => Version == 3 && _random.Next(4) == 0)];
        if (hasIntensity) for (int i = 0; i < parts; i += 2) (isShort[i + 1], isMixed[i + 1]) = (isShort[i], isMixed[i]);
        if (Version == 3)
        {
            for (int channel = 0; channel < Channels; channel++)
                bits.Add((isShort[channel] || isShort[channel + Channels] ? 0 : _random.Next(16), 4));
        }
        for (int part = 0; part < parts; part++)
        {
            int length = Math.Min(4095, mainDataBits / parts);
            bits.Add((length, 12));
            bool isTiny = length < 400; // scale factors take up to 180 bits, a pair up to 47
            bits.Add((isTiny ? 0 : _random.Next(Math.Min(288, (length - 200) / 47) + 1), 9));
            bits.Add((_random.Next(140, 176), 8));
            // Scale factors of 5 bits, which only intensity stereo has, and gains of subblocks are more than the decoder's table of powers.
            bool isLoud = Version != 3 && hasIntensity;
            bits.Add((isTiny ? 0 : _random.Next(Version == 3 ? 16 : isLoud ? 400 : 512), Version == 3 ? 4 : 9));
            int table = Table();
            bool isSwitched = isShort[part] || _random.Next(4) == 0;
            bits.Add((isSwitched ? 1 : 0, 1));
            if (isSwitched)
            {
                bits.AddRange([(isShort[part] ? 2 : 1 + (2 * _random.Next(2)), 2), (isMixed[part] ? 1 : 0, 1), (table, 5), (Rate > 8000 ? Table() : table, 5), (isLoud ? 0 : _random.Next(512), 9)]);
            }
            else
            {
                bits.AddRange([(Table(), 5), (Table(), 5), (Table(), 5), (_random.Next(16), 4), (_random.Next(8), 3)]);
            }
            bits.Add((_random.Next(8), Version == 3 ? 3 : 2));
        }
        byte[] bytes = new byte[SideInfoBytes];
        int position = 0;
        foreach ((int value, int count) in bits)
        {
            for (int bit = count - 1; bit >= 0; bit--, position++) bytes[position / 8] |= (byte)(((value >> bit) & 1) << (7 - (position % 8)));
        }
        if (position != 8 * SideInfoBytes) throw new InvalidOperationException($"{position} bits of side information, not {8 * SideInfoBytes}.");
        return bytes;
    }

    // Neither of the two that do not exist, nor those whose values would be loud.
    private int Table()
    {
        int table = _random.Next(24);
        return table is 4 or 14 ? 1 : table;
    }

    // §2.4.3.1, bit by bit.
    private void Protect(byte[] frame)
    {
        int crc = 0xFFFF;
        foreach (byte b in (byte[])[frame[2], frame[3], .. frame[6..(6 + SideInfoBytes)]])
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                bool carry = ((crc >> 15) & 1) != ((b >> bit) & 1);
                crc = (crc << 1) & 0xFFFF;
                if (carry) crc ^= 0x8005;
            }
        }
        (frame[4], frame[5]) = ((byte)(crc >> 8), (byte)crc);
    }
}
