namespace AudioIO;

/// <summary>Values of wFormatTag (Microsoft, mmreg.h) and the names of the codecs that they announce.</summary>
internal static class WaveFormatTag
{
    public const ushort Pcm = 0x0001;
    public const ushort MsAdpcm = 0x0002;
    public const ushort IeeeFloat = 0x0003;
    public const ushort ALaw = 0x0006;
    public const ushort MuLaw = 0x0007;
    public const ushort ImaAdpcm = 0x0011;
    public const ushort Extensible = 0xFFFE;

    /// <summary>The tag with its codec's name, for messages.</summary>
    public static string Describe(ushort tag) => Name(tag) is { } name ? $"0x{tag:X4} ({name})" : $"0x{tag:X4}";

    private static string? Name(ushort tag) => tag switch
    {
        0x0000 => "unknown",
        Pcm => "PCM",
        MsAdpcm => "Microsoft ADPCM",
        IeeeFloat => "IEEE float",
        ALaw => "A-law",
        MuLaw => "µ-law",
        0x0008 => "DTS",
        0x0009 => "DRM",
        0x000A => "Windows Media Audio Voice",
        0x0010 => "OKI ADPCM",
        ImaAdpcm => "IMA ADPCM",
        0x0012 => "Mediaspace ADPCM",
        0x0014 => "G.723 ADPCM",
        0x0016 => "Digispeech ADPCM",
        0x0017 => "Dialogic OKI ADPCM",
        0x0020 => "Yamaha ADPCM",
        0x0022 => "DSP Group TrueSpeech",
        0x0031 => "GSM 6.10",
        0x0038 => "G.723.1",
        0x0040 => "G.721 ADPCM",
        0x0042 => "Microsoft G.723.1",
        0x0045 => "G.726 ADPCM",
        0x0050 => "MPEG audio",
        0x0055 => "MP3",
        0x0064 => "G.726 ADPCM",
        0x0065 => "G.722 ADPCM",
        0x0083 => "G.729",
        0x0092 => "Dolby AC-3 over S/PDIF",
        0x00FF => "AAC",
        0x0160 => "Windows Media Audio 1",
        0x0161 => "Windows Media Audio 2",
        0x0162 => "Windows Media Audio Professional",
        0x0163 => "Windows Media Audio Lossless",
        0x0164 => "Windows Media Audio over S/PDIF",
        0x0270 => "Sony ATRAC3",
        0x1600 => "AAC in ADTS",
        0x1602 => "AAC in LOAS",
        0x1610 => "HE-AAC",
        0x2000 => "Dolby AC-3",
        0x2001 => "DTS",
        0x566F or (>= 0x674F and <= 0x6771) => "Vorbis",
        0x704F => "Opus",
        0x5756 => "WavPack",
        0xA106 => "AAC",
        0xA109 => "Speex",
        0xF1AC => "FLAC",
        Extensible => "WAVE_FORMAT_EXTENSIBLE",
        0xFFFF => "in development",
        _ => null,
    };
}
