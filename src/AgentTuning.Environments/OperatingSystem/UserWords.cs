using System.Text.RegularExpressions;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>Finds out whether a task is about users, their files or their rights.</summary>
static partial class UserWords
{
    /// <summary>True where the problem, a script or the reference solution names users, owners or the programs that change them.</summary>
    public static bool Concern(OperatingSystemTask task) =>
        Words().IsMatch(task.Description)
        || task.Init.Concat(task.Checks.OfType<TaskScript>()).Concat(((TaskScript?[])[task.Start, task.Example]).OfType<TaskScript>()).Any(script => Programs().IsMatch(script.Code));

    [GeneratedRegex(@"\b(users?|groups?|owners?|owned|ownership|sudo(ers)?|su|passwords?|accounts?|logins?|crontab|useradd|chown|permissions? denied)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<![\w-])(sudo|su|runuser|setpriv|(user|group)(add|mod|del)|(add|del)(user|group)|chown|chgrp|chpasswd|passwd|gpasswd|chage|chsh|chfn|newgrp|visudo|sudoers|crontab|service|systemctl|apt|apt-get|shadow|-user|-group)(?!\w)")]
    private static partial Regex Programs();
}
