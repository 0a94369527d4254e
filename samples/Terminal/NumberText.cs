using System.Globalization;

namespace AudioIO.Samples.Terminal;

/// <summary>Numbers with their units, as people read them.</summary>
public static class NumberText
{
    /// <summary>A sampling rate: <c>44.1 kHz</c>, <c>800 Hz</c>.</summary>
    public static string Rate(double hertz) => hertz >= 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{hertz / 1000:0.######} kHz")
        : string.Create(CultureInfo.InvariantCulture, $"{hertz:0.######} Hz");

    /// <summary>A number of things: <c>1 channel</c>, <c>26,460,000 frames</c>.</summary>
    public static string Count(long number, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {thing}{(number == 1 ? "" : "s")}");

    /// <summary>A size in bytes in decimal units, as disks are sold: <c>512 bytes</c>, <c>57.6 MB</c>.</summary>
    public static string Bytes(long bytes)
    {
        if (bytes < 1000) return Count(bytes, "byte");
        string[] units = ["kB", "MB", "GB", "TB", "PB", "EB"];
        double value = bytes / 1000.0;
        int unit = 0;
        // 999.95 would be shown as 1000.0 of the smaller unit.
        while (value >= 999.95 && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.0} {units[unit]}");
    }

    /// <summary>How samples are coded: <c>16-bit PCM</c>, <c>32-bit float</c>, <c>24-bit FLAC</c>.</summary>
    public static string Encoding(AudioEncoding encoding, int bitsPerSample) => encoding switch
    {
        AudioEncoding.PcmSigned => $"{bitsPerSample}-bit PCM",
        AudioEncoding.PcmUnsigned => $"{bitsPerSample}-bit unsigned PCM",
        AudioEncoding.IeeeFloat => $"{bitsPerSample}-bit float",
        AudioEncoding.Flac => $"{bitsPerSample}-bit FLAC",
        AudioEncoding.Mp3 => "MP3",
        AudioEncoding.ALaw => "A-law",
        AudioEncoding.MuLaw => "µ-law",
        AudioEncoding.ImaAdpcm => "IMA ADPCM",
        AudioEncoding.MsAdpcm => "Microsoft ADPCM",
        AudioEncoding.Mixed => "different encodings",
        _ => encoding.ToString(),
    };
}
