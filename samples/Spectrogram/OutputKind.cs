namespace AudioIO.Samples.Spectrogram;

/// <summary>A kind of file that the program writes, and how one is told from everything else.</summary>
/// <param name="Option">The option that names the file.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Signature">How every file of the kind begins.</param>
internal sealed record OutputKind(string Option, string Name, byte[] Signature)
{
    public static OutputKind Picture { get; } = new("--output", "PNG picture", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A]);

    public static OutputKind Csv { get; } = new("--csv", "table of levels", [.. "channel,time_s,"u8]);

    public static OutputKind Npy { get; } = new("--npy", "array of numpy", [0x93, .. "NUMPY"u8]);
}
